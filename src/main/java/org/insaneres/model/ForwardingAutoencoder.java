/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** An autoencoder around another one, which does all that is not overridden. */
public interface ForwardingAutoencoder extends Autoencoder {

	/** The one inside, closed along with this. */
	Autoencoder inner();

	@Override
	default Tensor encode(final Tensor picture, final BooleanSupplier canceled) {
		return inner().encode(picture, canceled);
	}

	@Override
	default Tensor decode(final Tensor latent, final BooleanSupplier canceled) {
		return inner().decode(latent, canceled);
	}

	@Override
	default Tensor sketch(final Tensor latent, final BooleanSupplier canceled) {
		return inner().sketch(latent, canceled);
	}

	@Override
	default int factor() {
		return inner().factor();
	}

	@Override
	default int channels() {
		return inner().channels();
	}

	@Override
	default boolean linear() {
		return inner().linear();
	}

	@Override
	default void close() {
		inner().close();
	}
}
