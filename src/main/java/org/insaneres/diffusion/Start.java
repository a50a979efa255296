/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;

/**
 * Where image-to-image enters a sampler's noise levels.
 *
 * @param grid the levels that are run; no step means that the picture stays as it is
 * @param sigma of the noise added to the picture; usually the first level of the grid
 * @param levels all levels of the schedule that the random walk of SDE samplers goes over; usually
 * those that are run
 * @param alone deviation of the noise that a run with a mask begins with in place of the picture,
 * or 0 if it begins with the picture as others do
 */
record Start(Grid grid, double sigma, double[] levels, double alone) {

	/** No step. */
	static final Start NOWHERE = new Start(new Grid(new double[]{0}, sigma -> 0));

	/** Begins at the first level of the grid. */
	Start(final Grid grid) {
		this(grid, grid.steps() < 1 ? 0 : grid.sigmas()[0]);
	}

	/** Begins with noise of a level of its own. */
	Start(final Grid grid, final double sigma) {
		this(grid, sigma, grid.sigmas(), 0);
	}

	/** The same, in a schedule of these levels. */
	Start within(final double[] schedule) {
		return new Start(grid, sigma, schedule, alone);
	}

	/** The same, but with a mask beginning with noise of this deviation alone. */
	Start alone(final double deviation) {
		return new Start(grid, sigma, levels, deviation);
	}

	/**
	 * The noisy latent to begin with. Where its noise is not that of the first level, it is the same
	 * latent in the variance-preserving form, as in A1111's timestep samplers.
	 */
	Latent latent(final Latent clean, final Latent noise) {
		final double first = grid.sigmas()[0];
		final double scale = Math.sqrt((first * first + 1) / (sigma * sigma + 1));
		return Latent.mix(scale, clean, scale * sigma, noise);
	}

	/** The noisy latent that inpainting begins with. */
	Latent inpainting(final Latent clean, final Latent noise) {
		return alone > 0 ? noise.times(alone) : latent(clean, noise);
	}
}
