/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;

/**
 * Extra noise before each step of a deterministic sampler (Karras et al. 2022, algorithm 2).
 *
 * @param amount S_churn, spread over all steps; 0 for none
 * @param from lowest level at which noise is added, S_tmin
 * @param to highest level at which noise is added, S_tmax
 * @param noise standard deviation of what is added, S_noise
 */
public record Churn(double amount, double from, double to, double noise) {

	/** No extra noise. */
	public static final Churn NONE = new Churn(0, 0, Double.POSITIVE_INFINITY, 1);

	/** The level to which sigma is raised in a run of that many steps. */
	double level(final double sigma, final int steps) {
		if (amount == 0 || sigma < from || sigma > to) return sigma;
		return sigma * (1 + Math.min(amount / steps, Math.sqrt(2) - 1));
	}

	/** Raises x from one level to another. Draws noise at every step, used or not. */
	Latent lift(final Latent x, final double sigma, final double raised, final Noise source) {
		if (amount == 0) return x;
		final Latent drawn = source.next(sigma, raised);
		return raised == sigma ? x : x.plus(noise * Math.sqrt(raised * raised - sigma * sigma), drawn);
	}
}
