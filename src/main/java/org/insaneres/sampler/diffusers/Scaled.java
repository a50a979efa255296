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

/** Returns the result of a sampler in the variance-preserving form, as diffusers' solvers do. */
record Scaled(Sampler sampler) implements Sampler {

	@Override
	public String name() {
		return sampler.name();
	}

	@Override
	public Sampler withEta(final double eta) {
		return new Scaled(sampler.withEta(eta));
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		return sampler.sample(model, start, sigmas, noise, steps)
			.times(Prediction.inputScale(sigmas[sigmas.length - 1]));
	}
}
