/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.function.UnaryOperator;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Lets a sampler see predictions kept within bounds.
 *
 * @param limit what is done to them
 */
record Limited(Sampler sampler, UnaryOperator<Latent> limit) implements Sampler {

	@Override
	public String name() {
		return sampler.name();
	}

	@Override
	public Sampler withEta(final double eta) {
		return new Limited(sampler.withEta(eta), limit);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		return sampler.sample(model.map(limit), start, sigmas, noise, steps);
	}
}
