/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** An autoencoder with a quicker decoder beside its own. */
record SketchedAutoencoder(Autoencoder inner, Sketch sketch) implements ForwardingAutoencoder {

	@Override
	public Tensor sketch(final Tensor latent, final BooleanSupplier canceled) {
		return sketch.of(latent, canceled);
	}

	@Override
	public void close() {
		inner.close();
		sketch.close();
	}
}
