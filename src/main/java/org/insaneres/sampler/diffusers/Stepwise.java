/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Runs a sampler that has no memory step by step, where the level at which a step ends need not be
 * the one at which the next begins: between them the latent stays the same in the
 * variance-preserving form.
 *
 * @param sampler returns its result in this form
 * @param targets levels at which the steps end
 */
record Stepwise(Sampler sampler, double[] targets) implements Sampler {

	@Override
	public String name() {
		return sampler.name();
	}

	@Override
	public Sampler withEta(final double eta) {
		return new Stepwise(sampler.withEta(eta), targets);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = targets.length;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final int done = i + 1;
			final double scale = Prediction.inputScale(done < n ? sigmas[done] : targets[i]);
			final Latent[] predicted = new Latent[1];
			x = sampler.sample(model, x, new double[]{sigmas[i], targets[i]}, noise,
				(one, count, after, clean) -> predicted[0] = clean);
			steps.done(done, n, x.times(1 / scale), predicted[0]);
			if (done < n) x = x.times(1 / scale);
		}
		return x;
	}
}
