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
 * Euler steps that go down too far and come back up with fresh noise (k-diffusion).
 *
 * @param eta share of fresh noise, 0 to 1
 * @param strength factor on the fresh noise, s_noise
 */
public record EulerAncestral(double eta, double strength) implements Sampler {

	public EulerAncestral() {
		this(1, 1);
	}

	@Override
	public String name() {
		return "Euler a";
	}

	@Override
	public Sampler withEta(final double other) {
		return new EulerAncestral(other, strength);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final double next = sigmas[i + 1];
			final Ancestral split = Ancestral.split(sigmas[i], next, eta);
			final Latent clean = model.denoise(x, sigmas[i]);
			x = Slope.step(x, clean, sigmas[i], split.down());
			if (next > 0) x = x.plus(strength * split.up(), noise.next(sigmas[i], next));
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
