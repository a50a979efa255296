/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.function.UnaryOperator;

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

	/** This Denoiser with something done to what it predicts, such as a mask or a correction. */
	default Denoiser map(final UnaryOperator<Latent> change) {
		final Denoiser inner = this;
		return new Denoiser() {

			@Override
			public Latent denoise(final Latent x, final double sigma) {
				return change.apply(inner.denoise(x, sigma));
			}

			@Override
			public Split split(final Latent x, final double sigma) {
				final Split split = inner.split(x, sigma);
				return new Split(change.apply(split.guided), change.apply(split.unguided));
			}
		};
	}

	/**
	 * @param guided what {@link #denoise} returns
	 * @param unguided the prediction without prompt (or for the negative one)
	 */
	record Split(Latent guided, Latent unguided) {}
}
