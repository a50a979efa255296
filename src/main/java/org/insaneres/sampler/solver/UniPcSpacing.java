/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sigmas;

/** How UniPC spreads its timesteps (skip_type). Time s runs from 1 / size to 1. */
public enum UniPcSpacing {
	/** Evenly. */
	TIME_UNIFORM {

		@Override
		double[] timesteps(final NoiseSchedule table, final double from, final int steps) {
			return Sigmas.linspace(from, 0, steps + 1);
		}
	},
	/** Evenly in the square root of the time. */
	TIME_QUADRATIC {

		@Override
		double[] timesteps(final NoiseSchedule table, final double from, final int steps) {
			final double[] out = Sigmas.linspace(Math.sqrt(from + 1), 1, steps + 1);
			for (int i = 0; i < out.length; i++) {
				out[i] = out[i] * out[i] - 1;
			}
			return out;
		}
	},
	/** Evenly in log sigma. */
	LOG_SNR {

		@Override
		double[] timesteps(final NoiseSchedule table, final double from, final int steps) {
			final double[] out = Sigmas.linspace(Math.log(sigma(table, from)),
				Math.log(sigma(table, 0)), steps + 1);
			for (int i = 0; i < out.length; i++) {
				out[i] = timestep(table, out[i]);
			}
			return out;
		}
	};

	abstract double[] timesteps(NoiseSchedule table, double from, int steps);

	/**
	 * @param from the timestep to begin with; the last is 0
	 * @param steps from timestep to timestep
	 */
	Grid grid(final NoiseSchedule table, final double from, final int steps) {
		final double[] timesteps = timesteps(table, from, steps);
		final double[] sigmas = new double[timesteps.length];
		for (int i = 0; i < sigmas.length; i++) {
			sigmas[i] = sigma(table, timesteps[i]);
		}
		return Grid.of(sigmas, timesteps, table);
	}

	/** UniPC interpolates log sqrt(alpha), not sigma. */
	private static double sigma(final NoiseSchedule table, final double timestep) {
		return Math.sqrt(Math.expm1(-2 * table.logMean(timestep)));
	}

	private static double timestep(final NoiseSchedule table, final double logSigma) {
		final double logMean = -0.5 * Math.log1p(Math.exp(2 * logSigma));
		int low = 0;
		while (low < table.size() - 2 && table.logMean(low + 1) > logMean) {
			low++;
		}
		final double left = table.logMean(low);
		return low + (logMean - left) / (table.logMean(low + 1) - left);
	}
}
