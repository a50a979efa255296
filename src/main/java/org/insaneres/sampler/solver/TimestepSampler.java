/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;

/**
 * A sampler whose original walks the variance-preserving form over a list of timesteps of its own,
 * so that schedules do not apply: DDIM, DDIM CFG++, PLMS and UniPC.
 * <p>
 * AUTOMATIC1111 ends these at timestep 1, a little above no noise, and decodes the latent of there.
 */
public interface TimestepSampler extends Sampler {

	/**
	 * AUTOMATIC1111's timesteps for a number of steps, ascending: every so many whole ones from 1.
	 *
	 * @return usually as many as steps, more where steps does not divide the table
	 */
	static int[] timesteps(final NoiseSchedule table, final int steps) {
		final int stride = Math.max(1, table.size() / steps);
		final int[] out = new int[(table.size() - 1) / stride + 1];
		for (int i = 0; i < out.length; i++) {
			out[i] = Math.min(i * stride + 1, table.size() - 1);
		}
		return out;
	}

	/**
	 * The levels to visit for a list of timesteps.
	 *
	 * @param ascending the timesteps, at least one
	 * @param whole false where this is the lower part of a longer list, as in image-to-image
	 */
	default Grid grid(final NoiseSchedule table, final int[] ascending, final boolean whole) {
		final double[] sigmas = new double[ascending.length];
		final double[] timesteps = new double[ascending.length];
		for (int i = 0; i < ascending.length; i++) {
			timesteps[i] = ascending[ascending.length - 1 - i];
			sigmas[i] = table.sigma((int) timesteps[i]);
		}
		return Grid.of(sigmas, timesteps, table);
	}

	@Override
	default Grid grid(final NoiseSchedule table, final Schedule schedule, final int steps) {
		return grid(table, timesteps(table, steps), true);
	}
}
