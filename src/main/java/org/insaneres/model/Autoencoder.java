/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** Between pictures and latents. Latents here are scaled as the network wants them. */
public interface Autoencoder extends AutoCloseable {

	/**
	 * The mode of the encoder's distribution, times the scaling factor.
	 *
	 * @param picture 3 x height x width, values -1 to 1; the sides multiples of {@link #factor()}
	 * @param canceled asked while running; true stops with a CancellationException
	 * @return channels x height / factor x width / factor
	 */
	Tensor encode(Tensor picture, BooleanSupplier canceled);

	/**
	 * @param latent channels x height x width, scaled
	 * @return 3 x height * factor x width * factor, values -1 to 1 nominally, not clipped
	 */
	Tensor decode(Tensor latent, BooleanSupplier canceled);

	/**
	 * A quick look at what {@link #decode} makes, perhaps coarse.
	 *
	 * @param latent channels x height x width, scaled
	 * @return as decode returns it; null where there is no quick way
	 */
	default Tensor sketch(final Tensor latent, final BooleanSupplier canceled) {
		return linear() ? decode(latent, canceled) : null;
	}

	/** Pixels per latent along a side: 8 for Stable Diffusion. */
	int factor();

	/** Channels of a latent: 4 for Stable Diffusion. */
	int channels();

	/** Whether encode and decode are affine and each other's inverse, so that nothing gets lost. */
	boolean linear();

	@Override
	void close();
}
