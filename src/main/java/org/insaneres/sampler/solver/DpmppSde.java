/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.Steps;

/**
 * DPM-Solver++ for the stochastic differential equation, two stages (k-diffusion): an ancestral
 * step to the middle in log sigma, and with the prediction found there an ancestral step over the
 * whole.
 *
 * @param eta share of fresh noise, 0 to 1
 * @param strength factor on the fresh noise, s_noise
 */
public record DpmppSde(double eta, double strength) implements Sampler {

	public DpmppSde() {
		this(1, 1);
	}

	@Override
	public String name() {
		return "DPM++ SDE";
	}

	@Override
	public Schedule automatic() {
		return Schedule.KARRAS;
	}

	@Override
	public boolean brownian() {
		return true;
	}

	@Override
	public Sampler withEta(final double other) {
		return new DpmppSde(other, strength);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			if (sigmas[i + 1] == 0) {
				x = clean;
			} else {
				final double middle = Math.sqrt(sigmas[i] * sigmas[i + 1]);
				final Latent probe = step(x, clean, sigmas[i], middle, noise);
				x = step(x, model.denoise(probe, middle), sigmas[i], sigmas[i + 1], noise);
			}
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}

	private Latent step(final Latent x, final Latent clean, final double sigma, final double next,
		final Noise noise) {
		final Ancestral split = Ancestral.split(sigma, next, eta);
		return Slope.step(x, clean, sigma, split.down()).plus(strength * split.up(),
			noise.next(sigma, next));
	}
}
