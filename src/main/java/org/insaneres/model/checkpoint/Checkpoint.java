/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.ModelInfo;
import org.insaneres.onnx.OnnxRuntime;
import org.insaneres.onnx.SafeTensors;

/**
 * A diffusion model as one safetensors file with the key names of Stability's own code (LDM), as
 * A1111 and others use it.
 *
 * <pre>
 * try (DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
 * 	Tensor latent = model.autoencoder().encode(picture, () -&gt; false);
 * }
 * </pre>
 *
 * Its ONNX graphs are written while opening; weights are taken from the file as they are.
 */
public final class Checkpoint {

	/** Ending of the files' names. */
	public static final String ENDING = ".safetensors";

	private Checkpoint() {}

	/**
	 * Looks at a file without loading its weights.
	 *
	 * @throws Refusal if it is damaged or no checkpoint of the kinds that run here
	 */
	public static ModelInfo inspect(final Path file) {
		final SafeTensors tensors = tensors(file);
		final Weights weights = new Weights(tensors);
		final Layout layout = Layout.of(weights);
		layout.check(weights);
		Training.read(tensors);
		return info(tensors, layout);
	}

	private static ModelInfo info(final SafeTensors file, final Layout layout) {
		final String name = Training.stem(file.path());
		// Averages that training keeps beside the weights are never loaded
		final long bytes = file.names().stream().filter(key -> !key.startsWith("model_ema."))
			.mapToLong(key -> file.entry(key).bytes()).sum();
		return new ModelInfo(name, file.path(), layout.family(),
			file.metadata().getOrDefault("modelspec.license", ""),
			recommended(layout),
			file.metadata().getOrDefault("modelspec.title", name), bytes);
	}

	/** What these families are used with everywhere. */
	private static ModelInfo.Recommended recommended(final Layout layout) {
		final int tile = layout.base() == Family.SDXL ? 1024 : 512;
		return layout.guided()
			? new ModelInfo.Recommended(6, null, 8.0, "LCM", "Automatic", null, null, tile)
			: new ModelInfo.Recommended(20, null, 7.0, "DPM++ 2M", "Karras", null, null, tile);
	}

	/**
	 * Loads a checkpoint.
	 *
	 * @param monitor asked between the parts whether to stop; told what is unusual
	 * @throws Refusal if the model cannot be used
	 */
	public static DiffusionModel open(final Path file, final CheckpointOptions options,
		final Monitor monitor) {
		monitor.note(OnnxRuntime.start());
		return opening(file, options, monitor).open(inspect(file));
	}

	/**
	 * Whether there is memory enough to open a file in the usual way, beside what is open now.
	 *
	 * @throws Refusal if it is damaged
	 */
	public static boolean fits(final Path file) {
		return opening(file, CheckpointOptions.DEFAULT, Monitor.NONE).room().fits(Room.available());
	}

	private static SafeTensors tensors(final Path file) {
		return VaeFile.tensors(file);
	}

	private static Opening opening(final Path file, final CheckpointOptions options,
		final Monitor monitor) {
		final SafeTensors tensors = tensors(file);
		final Weights weights = new Weights(tensors);
		final Layout layout = Layout.of(weights);
		layout.check(weights);
		return new Opening(tensors, weights, layout, options, monitor);
	}

	/** Everything that opening a file does before it reads weights; for tests. */
	static void plan(final Path file) {
		opening(file, CheckpointOptions.DEFAULT, Monitor.NONE).plan();
	}
}
