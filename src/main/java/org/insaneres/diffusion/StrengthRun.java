/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;

/**
 * The part of the noise levels that is run, and how the picture gets its noise.
 *
 * @param grid levels to run over
 * @param whole the levels of a full run, for noise that is one walk over all of them
 * @param level noise level the picture is raised to; mostly the first of the grid
 */
public record StrengthRun(Grid grid, Grid whole, double level) {

	/** Nothing to do: the picture stays as it is. */
	public static final StrengthRun NONE = of(
		new Grid(new double[]{0}, NoiseSchedule.STABLE_DIFFUSION::timestep), 0);

	static StrengthRun of(final Grid whole, final int first) {
		return new StrengthRun(whole.from(first), whole, whole.sigmas()[first]);
	}

	/** Steps of the sampler; 0 if the picture is to stay as it is. */
	public int steps() {
		return grid.steps();
	}

	/**
	 * The latent to start from: {@code clean + level * noise}, in the variance-preserving form if the
	 * sampler takes it for one of another level.
	 *
	 * @param clean the picture's latent
	 * @param noise of variance 1
	 */
	public Latent start(final Latent clean, final Latent noise) {
		final double scale = Prediction.inputScale(level) /
			Prediction.inputScale(grid.sigmas()[0]);
		return Latent.mix(scale, clean, scale * level, noise);
	}
}
