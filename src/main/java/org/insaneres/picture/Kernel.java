/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.function.DoubleUnaryOperator;

/**
 * How pixels of a new size are mixed from old ones, along one axis. The outer edges of both sizes
 * coincide: pixel i of n lies over (i + 0.5) * m / n - 0.5 of m. Weights sum to 1.
 */
public enum Kernel {

	/**
	 * Lanczos with three lobes, as Pillow computes it: widened when shrinking, so that nothing
	 * aliases; beyond the border the kernel is cut off and the rest normalised.
	 */
	LANCZOS {

		@Override
		Tap tap(final long i, final long source, final long target) {
			final double stretch = Math.max(1, (double) source / target);
			return Tap.sampled(Kernel::lanczos, 3, stretch, centre(i, source, target)).cut(source);
		}
	},
	/**
	 * Cubic convolution with a = -0.75 (not Catmull-Rom's -0.5), beyond the border the outermost
	 * pixel: torch's {@code interpolate(mode="bicubic", align_corners=False)}. Not widened when
	 * shrinking.
	 */
	BICUBIC {

		@Override
		Tap tap(final long i, final long source, final long target) {
			return Tap.sampled(Kernel::cubic, 2, 1, centre(i, source, target)).clamp(source);
		}
	},
	/**
	 * Straight lines between pixel centres, beyond the border the outermost pixel: torch's
	 * {@code interpolate(mode="bilinear", align_corners=False)}. Not widened when shrinking.
	 */
	BILINEAR {

		@Override
		Tap tap(final long i, final long source, final long target) {
			final DoubleUnaryOperator tent = x -> 1 - Math.abs(x);
			return Tap.sampled(tent, 1, 1, centre(i, source, target)).clamp(source);
		}
	},
	/** The mean over exactly the area that the new pixel covers, whatever the factor. */
	AREA {

		@Override
		Tap tap(final long i, final long source, final long target) {
			// In units of 1 / target of an old pixel all edges are whole numbers
			final long from = i * source;
			final long to = from + source;
			final long first = from / target;
			final double[] weights = new double[(int) ((to - 1) / target - first) + 1];
			for (int k = 0; k < weights.length; k++) {
				final long left = Math.max(from, (first + k) * target);
				final long right = Math.min(to, (first + k + 1) * target);
				weights[k] = (double) (right - left) / source;
			}
			return new Tap(first, weights);
		}
	};

	/**
	 * The old pixels that a new one is mixed from.
	 *
	 * @param i new pixel, 0 to target - 1
	 * @param source number of old pixels
	 * @param target number of new pixels
	 */
	abstract Tap tap(long i, long source, long target);

	private static double centre(final long i, final long source, final long target) {
		return ((2 * i + 1) * source - target) / (2.0 * target);
	}

	private static double lanczos(final double x) {
		if (x == Math.rint(x)) return x == 0 ? 1 : 0;
		final double phase = Math.PI * x;
		return 3 * Math.sin(phase) * Math.sin(phase / 3) / (phase * phase);
	}

	private static double cubic(final double x) {
		final double a = -0.75;
		final double t = Math.abs(x);
		return t <= 1
			? ((a + 2) * t - (a + 3)) * t * t + 1
			: ((a * t - 5 * a) * t + 8 * a) * t - 4 * a;
	}
}
