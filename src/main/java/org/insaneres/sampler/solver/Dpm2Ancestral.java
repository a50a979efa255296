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
 * {@link Dpm2} steps that go down too far and come back up with fresh noise (k-diffusion).
 *
 * @param eta share of fresh noise, 0 to 1
 * @param strength factor on the fresh noise, s_noise
 */
public record Dpm2Ancestral(double eta, double strength) implements Sampler {

	public Dpm2Ancestral() {
		this(1, 1);
	}

	@Override
	public String name() {
		return "DPM2 a";
	}

	@Override
	public Schedule automatic() {
		return Schedule.KARRAS;
	}

	@Override
	public boolean discardsPenultimate() {
		return true;
	}

	@Override
	public Sampler withEta(final double other) {
		return new Dpm2Ancestral(other, strength);
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
			x = Dpm2.step(model, x, clean, sigmas[i], split.down());
			if (next > 0) x = x.plus(strength * split.up(), noise.next(sigmas[i], next));
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
