/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelInfo;

/**
 * A diffusion model as one safetensors file with the key names of Stability's own code (LDM), as
 * A1111 and others use it.
 *
 * <pre>
 * try (DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
 * 	Tensor latent = model.autoencoder().encode(picture, () -&gt; false);
 * }
 * </pre>
 */
public final class Checkpoint {

	private Checkpoint() {}

	/**
	 * Looks at a file without loading its weights.
	 *
	 * @throws Refusal if it is damaged or no checkpoint of the kinds that run here
	 */
	public static ModelInfo inspect(final Path file) {
		throw new Refusal("The file " + file + " cannot be opened.");
	}

	/**
	 * Loads a checkpoint.
	 *
	 * @param monitor asked between the parts whether to stop; told what is unusual
	 * @throws Refusal if the model cannot be used
	 */
	public static DiffusionModel open(final Path file, final CheckpointOptions options,
		final Monitor monitor) {
		throw new Refusal("The file " + file + " cannot be opened.");
	}
}
