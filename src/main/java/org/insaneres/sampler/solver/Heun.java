/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Along the mean of the slopes at both ends of a step: Karras et al. 2022, algorithm 2. Two
 * predictions for each step except into 0.
 */
public record Heun(Churn churn) implements Sampler {

	public Heun() {
		this(Churn.NONE);
	}

	@Override
	public String name() {
		return "Heun";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final double sigma = churn.level(sigmas[i], n);
			x = churn.lift(x, sigmas[i], sigma, noise);
			final Latent clean = model.denoise(x, sigma);
			x = step(model, x, clean, sigma, sigmas[i + 1]);
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}

	/** One step from sigma to a lower level. */
	static Latent step(final Denoiser model, final Latent x, final Latent clean, final double sigma,
		final double next) {
		final Latent probe = Slope.step(x, clean, sigma, next);
		if (next == 0) return probe;
		final Latent here = Slope.of(x, clean, sigma);
		final Latent there = Slope.of(probe, model.denoise(probe, next), next);
		return Latent.mix(1, x, (next - sigma) / 2, here, (next - sigma) / 2, there);
	}
}
