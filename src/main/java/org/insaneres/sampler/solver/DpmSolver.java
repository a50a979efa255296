/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Single steps of DPM-Solver (Lu et al. 2022) of orders 1 to 3, in {@code t = -log sigma} and the
 * noise e that a prediction implies.
 *
 * @param x where the step begins
 * @param t its time
 * @param h step
 * @param e noise in x
 */
record DpmSolver(Latent x, double t, double h, Latent e) {

	static Latent noise(final Denoiser model, final Latent x, final double t) {
		final double sigma = Math.exp(-t);
		return Slope.of(x, model.denoise(x, sigma), sigma);
	}

	/** The noise at the fraction r of the step, reached with the noise of its beginning. */
	Latent noiseAt(final double r, final Denoiser model) {
		return noise(model, x.plus(-level(r) * Math.expm1(r * h), e), t + r * h);
	}

	/** The noise at the fraction r, reached with that at the fraction r1 in addition. */
	Latent noiseAt(final double r, final double r1, final Latent e1, final Denoiser model) {
		final double grown = Math.expm1(r * h);
		final double bent = level(r) * (r / r1) * (grown / (r * h) - 1);
		return noise(model, Latent.mix(1, x, bent - level(r) * grown, e, -bent, e1), t + r * h);
	}

	/** The end of the step, with nothing but its beginning. */
	Latent first() {
		return x.plus(-level(1) * Math.expm1(h), e);
	}

	/** The end of the step, with the noise e1 at its fraction r1. */
	Latent second(final double r1, final Latent e1) {
		final double grown = level(1) * Math.expm1(h);
		return Latent.mix(1, x, grown / (2 * r1) - grown, e, -grown / (2 * r1), e1);
	}

	/** The end of the step, with the noise e2 at its fraction r2, found by way of another. */
	Latent third(final double r2, final Latent e2) {
		final double bent = level(1) / r2 * (Math.expm1(h) / h - 1);
		return Latent.mix(1, x, bent - level(1) * Math.expm1(h), e, -bent, e2);
	}

	/** {@code first() - second(r1, e1)}, free of the rounding of x. */
	Latent firstLessSecond(final double r1, final Latent e1) {
		final double grown = level(1) * Math.expm1(h) / (2 * r1);
		return Latent.mix(grown, e1, -grown, e);
	}

	/** {@code second(r1, e1) - third(r2, e2)}, free of the rounding of x. */
	Latent secondLessThird(final double r1, final Latent e1, final double r2, final Latent e2) {
		final double grown = level(1) * Math.expm1(h) / (2 * r1);
		final double bent = level(1) / r2 * (Math.expm1(h) / h - 1);
		return Latent.mix(grown - bent, e, -grown, e1, bent, e2);
	}

	private double level(final double r) {
		return Math.exp(-t - r * h);
	}
}
