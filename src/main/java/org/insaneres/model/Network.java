/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** The denoising network (UNet) of a diffusion model. */
public interface Network extends AutoCloseable {

	/**
	 * @param sample channels x height x width, already scaled by 1 / sqrt(sigma^2 + 1); not kept
	 * @param timestep 0 to 999, fractions kept where the network takes them
	 * @param context what the text says
	 * @param canceled asked while running; true stops with a CancellationException
	 * @return the network's prediction (noise, v or sample), latent channels x height x width, in an
	 * array that is the caller's to overwrite
	 */
	Tensor predict(Tensor sample, double timestep, Context context, BooleanSupplier canceled);

	/** Channels of the input: 4, or 9 for inpainting. */
	int channels();

	/** Latent sides must be multiples of this: 2 to the number of downsamplings. */
	int multiple();

	/** Height and width of the only latents it takes, or null where sizes are free. */
	default int[] fixedSize() {
		return null;
	}

	/** What runs it, such as CPU or CUDA. */
	default String device() {
		return "CPU";
	}

	/** Names of its inputs beside latent, timestep and text, and the number of values of each. */
	default Map<String, Integer> extras() {
		return Map.of();
	}

	/** A new series of evaluations, or nothing where its layers cannot be asked apart. */
	default Optional<Series> series() {
		return Optional.empty();
	}

	@Override
	void close();
}
