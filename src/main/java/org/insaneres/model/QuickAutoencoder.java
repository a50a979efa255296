/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** An autoencoder with a quicker decoder in place of its own. */
record QuickAutoencoder(Autoencoder inner, Sketch decoder) implements ForwardingAutoencoder {

	@Override
	public Tensor decode(final Tensor latent, final BooleanSupplier canceled) {
		return decoder.of(latent, canceled);
	}

	@Override
	public Tensor sketch(final Tensor latent, final BooleanSupplier canceled) {
		return decoder.of(latent, canceled);
	}

	@Override
	public boolean linear() {
		return false;
	}

	@Override
	public void close() {
		inner.close();
		decoder.close();
	}
}
