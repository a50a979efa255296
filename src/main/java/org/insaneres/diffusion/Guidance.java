/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Classifier-free guidance (Ho and Salimans 2022): away from what the negative prompt says, towards
 * what the prompt says. With a prompt of several parts it is {@code N + scale sum w_i (P_i - N)}
 * (Liu et al. 2022, composable diffusion).
 *
 * @param positive predicts with the prompt; the weighted sum of its parts
 * @param weight the sum of their weights, 1 for a single prompt
 * @param negative predicts with the negative prompt
 * @param scale 1 leaves the prompt's own prediction
 */
record Guidance(Denoiser positive, double weight, Denoiser negative, double scale)
	implements
		Denoiser {

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		return split(x, sigma).guided();
	}

	@Override
	public Split split(final Latent x, final double sigma) {
		final Latent unguided = negative.denoise(x, sigma);
		return new Split(
			Latent.mix(scale, positive.denoise(x, sigma), 1 - scale * weight, unguided), unguided);
	}
}
