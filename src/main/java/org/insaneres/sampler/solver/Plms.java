/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Steps;

/**
 * Pseudo linear multistep (Liu et al. 2022, PNDM): DDIM steps along a slope that is extrapolated
 * from the last four as if the levels were evenly spaced. The first step takes two predictions.
 */
public record Plms() implements TimestepSampler {

	/** Adams-Bashforth, newest first, by the number of slopes known. */
	private static final double[][] ADAMS = {{}, {}, {3.0 / 2, -1.0 / 2},
		{23.0 / 12, -16.0 / 12, 5.0 / 12}, {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24}};

	@Override
	public String name() {
		return "PLMS";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final History slopes = new History(4);
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final double sigma = sigmas[i];
			final double next = sigmas[i + 1];
			final Latent clean = model.denoise(x, sigma);
			final Latent slope = Slope.of(x, clean, sigma);
			slopes.add(slope);
			if (i == 0) {
				final Latent probe = x.plus(next - sigma, slope);
				final Latent there = next == 0
					? slope
					: Slope.of(probe, model.denoise(probe, next), next);
				x = Latent.mix(1, x, (next - sigma) / 2, slope, (next - sigma) / 2, there);
			} else {
				final double[] weights = ADAMS[slopes.size()].clone();
				for (int k = 0; k < weights.length; k++) {
					weights[k] *= next - sigma;
				}
				x = x.plus(weights, slopes.latents());
			}
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}
}
