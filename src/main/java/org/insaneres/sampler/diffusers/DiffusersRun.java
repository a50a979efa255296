/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Sampler;

/**
 * One run of a diffusers pipeline.
 *
 * @param sampler made for this run and only this
 * @param grid its noise levels
 * @param timesteps what the network is told, step by step
 * @param initial deviation of the noise that a run from nothing starts with
 */
public record DiffusersRun(Sampler sampler, Grid grid, double[] timesteps, double initial) {

	/** Steps of the sampler; 0 if the picture is to stay as it is. */
	public int steps() {
		return timesteps.length;
	}

	/** The latent to start from with a picture: {@code clean + sigma * noise}. */
	public Latent start(final Latent clean, final Latent noise) {
		return clean.plus(grid.sigmas()[0], noise);
	}

	/** The latent to start from without a picture. */
	public Latent start(final Latent noise) {
		return noise.times(initial);
	}
}
