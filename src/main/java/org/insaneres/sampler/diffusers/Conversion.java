/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Arrays;

import org.insaneres.sampler.Sigmas;

/** use_karras_sigmas and its kin: other levels over the same range. */
enum Conversion {
	NONE {

		@Override
		double[] levels(final double min, final double max, final double[] given) {
			return given;
		}
	},
	KARRAS {

		@Override
		double[] levels(final double min, final double max, final double[] given) {
			return withoutZero(Sigmas.karras(min, max, 7, given.length));
		}
	},
	EXPONENTIAL {

		@Override
		double[] levels(final double min, final double max, final double[] given) {
			return withoutZero(Sigmas.polyexponential(min, max, 1, given.length));
		}
	},
	/** As DPM-Solver has it: Exponential, but the network is told the nearest timesteps. */
	LU {

		@Override
		double[] levels(final double min, final double max, final double[] given) {
			return EXPONENTIAL.levels(min, max, given);
		}

		@Override
		String key() {
			return "use_lu_lambdas";
		}
	},
	BETA {

		@Override
		double[] levels(final double min, final double max, final double[] given) {
			return withoutZero(Sigmas.beta(min, max, 0.6, 0.6, given.length));
		}
	};

	static Conversion of(final Settings settings) {
		for (final Conversion conversion : values()) {
			if (settings.flag(conversion.key(), false)) return conversion;
		}
		return NONE;
	}

	/** The entry of a scheduler file that asks for it. */
	String key() {
		return "use_" + name().toLowerCase(java.util.Locale.ROOT) + "_sigmas";
	}

	/** As many levels as given, from max to min. */
	abstract double[] levels(double min, double max, double[] given);

	private static double[] withoutZero(final double[] sigmas) {
		return Arrays.copyOf(sigmas, sigmas.length - 1);
	}
}
