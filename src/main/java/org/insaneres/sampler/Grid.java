/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The noise levels a run visits, and what the network is told at each.
 *
 * @param sigmas from high to low, usually ending in 0
 * @param timestep the timestep for a noise level greater than 0; asked also for levels between
 * those listed
 */
public record Grid(double[] sigmas, DoubleUnaryOperator timestep) {

	/**
	 * A grid that was made from timesteps: at the listed levels exactly these are told, in between
	 * what the table says.
	 *
	 * @param sigmas noise levels, descending
	 * @param timesteps for the first of them; may be fewer
	 * @param table for all other levels
	 */
	public static Grid of(final double[] sigmas, final double[] timesteps,
		final NoiseSchedule table) {
		return new Grid(sigmas, sigma -> {
			for (int i = 0; i < timesteps.length; i++) {
				if (sigmas[i] == sigma) return timesteps[i];
			}
			return table.timestep(sigma);
		});
	}

	/** Steps from level to level. */
	public int steps() {
		return sigmas.length - 1;
	}

	/** The rest of this grid. */
	public Grid from(final int first) {
		return new Grid(Arrays.copyOfRange(sigmas, first, sigmas.length), timestep);
	}
}
