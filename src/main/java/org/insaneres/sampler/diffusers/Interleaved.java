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
 * Keeps the second prediction of each step of {@code KDPM2Ancestral} apart from the first of the
 * next: both have the same level, but diffusers tells the network the timestep of the schedule for
 * one and that of the level for the other. A level that is not quite of the schedule does that.
 */
record Interleaved(Sampler sampler) implements Sampler {

	private static final double APART = 1 + 1e-12;

	@Override
	public String name() {
		return sampler.name();
	}

	@Override
	public Sampler withEta(final double eta) {
		return new Interleaved(sampler.withEta(eta));
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int[] calls = new int[1];
		return sampler.sample(
			(x, sigma) -> model.denoise(x, calls[0]++ % 2 == 0 ? sigma : sigma * APART), start, sigmas,
			noise, steps);
	}
}
