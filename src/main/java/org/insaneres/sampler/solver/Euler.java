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
 * Along the slope {@code (x - D) / sigma} from level to level: Karras et al. 2022, algorithm 2
 * without its second-order part.
 */
public record Euler(Churn churn) implements Sampler {

	public Euler() {
		this(Churn.NONE);
	}

	@Override
	public String name() {
		return "Euler";
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
			x = Slope.step(x, clean, sigma, sigmas[i + 1]);
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
