/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Prediction;

/**
 * Shows the network the original without noise where the mask is 0, in the variance-preserving
 * form: A1111's DDIM, PLMS and UniPC.
 *
 * @param original the clean latent of the picture
 * @param mask height x width of the latent, 1 where the picture may change
 */
record Unnoised(Denoiser inner, Latent original, float[] mask) implements Denoiser {

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		return inner.denoise(shown(x, sigma), sigma);
	}

	@Override
	public Split split(final Latent x, final double sigma) {
		return inner.split(shown(x, sigma), sigma);
	}

	private Latent shown(final Latent x, final double sigma) {
		return new Kept(original.times(1 / Prediction.inputScale(sigma)), mask).apply(x);
	}
}
