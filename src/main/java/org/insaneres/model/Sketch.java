/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/**
 * A quick way from a latent to a picture that looks like the decoded one, for previews and hasty
 * results.
 */
public interface Sketch extends AutoCloseable {

	/**
	 * @param latent channels x height x width, scaled as the network wants it
	 * @param canceled asked while running; true stops with a CancellationException
	 * @return 3 x height * factor x width * factor, values -1 to 1 nominally
	 */
	Tensor of(Tensor latent, BooleanSupplier canceled);

	@Override
	default void close() {}

	/**
	 * The autoencoder with this for its sketches; closes both.
	 *
	 * @param autoencoder with latents of the same kind
	 */
	default Autoencoder with(final Autoencoder autoencoder) {
		return new SketchedAutoencoder(autoencoder, this);
	}

	/**
	 * The autoencoder with this in place of its decoder; closes both.
	 *
	 * @param autoencoder with latents of the same kind
	 */
	default Autoencoder decoding(final Autoencoder autoencoder) {
		return new QuickAutoencoder(autoencoder, this);
	}
}
