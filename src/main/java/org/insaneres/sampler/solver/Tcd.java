/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Strategic stochastic sampling for models distilled by trajectory consistency (Zheng et al. 2024):
 * go down to the timestep (1 - gamma) t', and come back up to t' with fresh noise.
 *
 * @param table the levels the model was trained on
 * @param gamma 0 for none, 1 for nothing but fresh noise; 0.3 by custom
 */
public record Tcd(NoiseSchedule table, double gamma) implements Sampler {

	@Override
	public String name() {
		return "TCD";
	}

	@Override
	public Sampler withEta(final double eta) {
		return new Tcd(table, eta);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final double next = sigmas[i + 1];
			final double down = table.sigma((int) ((1 - gamma) * table.nearestTimestep(next)));
			final Latent clean = model.denoise(x, sigmas[i]);
			x = clean.plus(down, Slope.of(x, clean, sigmas[i]));
			if (i < n - 1 && gamma > 0) {
				x = x.plus(Math.sqrt(next * next - down * down), noise.next(sigmas[i], next));
			}
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}
}
