/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

/**
 * The one function a sampler sees: what the clean latent probably is.
 * <p>
 * Guidance, masks, tiles and the lock are Denoisers around Denoisers, so that a sampler never
 * learns of them.
 */
@FunctionalInterface
public interface Denoiser {

	/**
	 * @param x a noisy latent in the variance-exploding form {@code clean + sigma * noise}; not
	 * changed
	 * @param sigma its noise level, greater than 0
	 * @return the predicted clean latent, of the size of x
	 */
	Latent denoise(Latent x, double sigma);

	/**
	 * The prediction together with the one that heeds no prompt, for the samplers that treat them
	 * apart (CFG++). A Denoiser that knows no difference need not override this.
	 *
	 * @param x as in {@link #denoise}
	 * @param sigma as in {@link #denoise}
	 */
	default Split split(final Latent x, final double sigma) {
		final Latent clean = denoise(x, sigma);
		return new Split(clean, clean);
	}

	/**
	 * @param guided what {@link #denoise} returns
	 * @param unguided the prediction without prompt (or for the negative one)
	 */
	record Split(Latent guided, Latent unguided) {}
}
