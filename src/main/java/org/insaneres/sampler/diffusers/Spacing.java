/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Arrays;

import org.insaneres.Refusal;
import org.insaneres.sampler.Sigmas;

/** timestep_spacing: how timesteps are spread (Lin et al. 2023, table 2). All lists descend. */
enum Spacing {
	LINSPACE,
	LEADING,
	TRAILING;

	/** @throws Refusal for another name than linspace, leading, trailing */
	static Spacing of(final Settings settings, final String otherwise) {
		final String name = settings.text("timestep_spacing", otherwise);
		for (final Spacing spacing : values()) {
			if (spacing.name().toLowerCase(java.util.Locale.ROOT).equals(name)) return spacing;
		}
		throw new Refusal("The timestep spacing \"" + name + "\" of this model's scheduler is not" +
			" known; it can be linspace, leading or trailing.");
	}

	/**
	 * n timesteps from both ends (linspace), without the top (leading), without the bottom
	 * (trailing).
	 *
	 * @param size timesteps of the training
	 */
	double[] timesteps(final int size, final int n, final int offset) {
		switch (this) {
			case LINSPACE :
				return reversed(Sigmas.linspace(0, size - 1.0, n));
			case LEADING :
				return leading(size / n, n, offset);
			default :
				return trailing(size, size, n);
		}
	}

	/**
	 * The same for the solvers, which count one more point and leave out the lowest.
	 *
	 * @param size timesteps of the training
	 * @param used how many of them are in use
	 */
	double[] withoutLowest(final int size, final int used, final int n, final int offset) {
		switch (this) {
			case LINSPACE :
				final double[] all = reversed(rounded(Sigmas.linspace(0, used - 1.0, n + 1)));
				return Arrays.copyOf(all, n);
			case LEADING :
				return Arrays.copyOf(leading(used / (n + 1), n + 1, offset), n);
			default :
				return trailing(size, used, n);
		}
	}

	static double[] rounded(final double[] timesteps) {
		return Arrays.stream(timesteps).map(Math::rint).toArray();
	}

	private static double[] reversed(final double[] ascending) {
		final double[] out = new double[ascending.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = ascending[out.length - 1 - i];
		}
		return out;
	}

	private static double[] leading(final int stride, final int n, final int offset) {
		final double[] out = new double[n];
		for (int i = 0; i < n; i++) {
			out[i] = (double) (n - 1 - i) * stride + offset;
		}
		return out;
	}

	/** As numpy.arange counts, whose list can be one longer than n. */
	private static double[] trailing(final int size, final int from, final int n) {
		final double stride = (double) size / n;
		final double[] out = new double[(int) Math.ceil(from / stride)];
		final double step = (from - stride) - from;
		for (int i = 0; i < out.length; i++) {
			out[i] = Math.rint(from + i * step) - 1;
		}
		return out;
	}
}
