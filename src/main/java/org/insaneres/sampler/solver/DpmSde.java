/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * DPM-Solver for the stochastic equation {@code dx = 2 e dsigma + noise}, as diffusers has it
 * ("sde-dpmsolver"): goes twice as far along the predicted noise e as the deterministic solver and
 * adds what it went too far. The result is scaled for the last level, which must be greater than 0.
 *
 * @param order predictions used, 1 or 2
 * @param midpoint the simpler of two formulas, else "heun"
 * @param tail so many of the last steps may use only as many predictions as steps remain
 */
public record DpmSde(int order, boolean midpoint, int tail) implements Sampler {

	@Override
	public String name() {
		return "DPM SDE";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final History slopes = new History(2);
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final double sigma = sigmas[i];
			final double next = sigmas[i + 1];
			final Latent clean = model.denoise(x, sigma);
			slopes.add(Slope.of(x, clean, sigma));
			x = x.plus(2 * (next - sigma), slopes.get(0));
			if (slopes.size() > 1 && order > 1 && n - i > Math.min(tail, 1)) {
				final double h = Math.log(sigma / next);
				final double phi = midpoint ? (next - sigma) / 2 : next - (sigma - next) / h;
				final double r = Math.log(sigmas[i - 1] / sigma) / h;
				x = x.plus(2 * phi / r, slopes.get(0).minus(slopes.get(1)));
			}
			x = x.plus(Math.sqrt(sigma * sigma - next * next), noise.next(sigma, next));
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}
}
