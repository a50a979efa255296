/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Keeps what is not selected: where the mask is 0 the prediction is the original (A1111's latent
 * mask, applied after guidance).
 *
 * @param inner predicts everything
 * @param original the clean latent of the picture
 * @param mask height x width of the latent, 1 where the picture may change
 */
record Masked(Denoiser inner, Latent original, float[] mask) implements Denoiser {

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		final Latent clean = inner.denoise(x, sigma);
		final float[] keep = original.data();
		final float[] mixed = clean.data().clone();
		for (int i = 0; i < mixed.length; i++) {
			final float m = mask[i % mask.length];
			mixed[i] = m * mixed[i] + (1 - m) * keep[i];
		}
		return clean.with(mixed);
	}
}
