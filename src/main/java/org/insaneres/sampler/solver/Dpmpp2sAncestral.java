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
 * The singlestep solver DPM-Solver++(2S) (Lu et al. 2022, algorithm 1) made ancestral: with
 * {@code t = -log sigma} and step h the second of two predictions is taken at t + h/2 and used for
 * the whole step.
 *
 * @param eta share of fresh noise, 0 to 1
 * @param strength factor on the fresh noise, s_noise
 */
public record Dpmpp2sAncestral(double eta, double strength) implements Sampler {

	public Dpmpp2sAncestral() {
		this(1, 1);
	}

	@Override
	public String name() {
		return "DPM++ 2S a";
	}

	@Override
	public Schedule automatic() {
		return Schedule.KARRAS;
	}

	@Override
	public Sampler withEta(final double other) {
		return new Dpmpp2sAncestral(other, strength);
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
			if (split.down() == 0) {
				x = clean;
			} else {
				final double middle = Math.sqrt(sigmas[i] * split.down());
				final Latent probe = Slope.step(x, clean, sigmas[i], middle);
				x = Slope.step(x, model.denoise(probe, middle), sigmas[i], split.down());
			}
			if (next > 0) x = x.plus(strength * split.up(), noise.next(sigmas[i], next));
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
