/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Lets a sampler see predictions clipped to -range..range (clip_sample).
 *
 * @param range clip_sample_range
 */
record Clipping(Sampler sampler, double range) implements Sampler {

	@Override
	public String name() {
		return sampler.name();
	}

	@Override
	public Sampler withEta(final double eta) {
		return new Clipping(sampler.withEta(eta), range);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		return sampler.sample((x, sigma) -> clipped(model.denoise(x, sigma)), start, sigmas, noise,
			steps);
	}

	private Latent clipped(final Latent clean) {
		final float[] out = clean.data().clone();
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) Math.max(-range, Math.min(out[i], range));
		}
		return clean.with(out);
	}
}
