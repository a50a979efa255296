/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.insaneres.onnx.Options;

/**
 * How a checkpoint is opened.
 *
 * @param vae file of a VAE to use instead of the one inside, or null
 * @param patches changes of the weights, applied in this order
 * @param embeddings learned vectors by trigger word: for each text encoder of the model n vectors
 * of its width (n x width), equally many for all
 * @param precision of the network
 * @param options how its sessions use the machine
 */
public record CheckpointOptions(Path vae, List<Patch> patches,
	Map<String, List<float[][]>> embeddings, Precision precision, Options options) {

	/** The file as it is, with all cores. */
	public static final CheckpointOptions DEFAULT = new CheckpointOptions(null, List.of(), Map.of(),
		Options.DEFAULT);

	/** In full precision. */
	public CheckpointOptions(final Path vae, final List<Patch> patches,
		final Map<String, List<float[][]>> embeddings, final Options options) {
		this(vae, patches, embeddings, Precision.FULL, options);
	}

	public CheckpointOptions {
		patches = List.copyOf(patches);
		embeddings = Map.copyOf(embeddings);
	}
}
