/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.function.UnaryOperator;

import org.insaneres.sampler.Latent;

/**
 * Keeps what is not selected in every prediction: where the mask is 0 the original stays (A1111's
 * latent mask, applied after guidance).
 *
 * @param original the clean latent of the picture
 * @param mask height x width of the latent, 1 where the picture may change
 */
record Kept(Latent original, float[] mask) implements UnaryOperator<Latent> {

	@Override
	public Latent apply(final Latent clean) {
		final float[] keep = original.data();
		final float[] mixed = clean.data().clone();
		for (int c = 0, i = 0; c < clean.channels(); c++) {
			for (int place = 0; place < mask.length; place++, i++) {
				mixed[i] = mask[place] * mixed[i] + (1 - mask[place]) * keep[i];
			}
		}
		return clean.with(mixed);
	}
}
