/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.Arrays;

/**
 * Exact Euclidean distances on a grid: Felzenszwalb and Huttenlocher, Distance Transforms of
 * Sampled Functions, Theory of Computing 8 (2012).
 */
final class DistanceTransform {

	private DistanceTransform() {}

	/**
	 * @param seeds width x height, row after row
	 * @return for each pixel the squared distance between its centre and that of the nearest seed;
	 * infinite everywhere if there is no seed
	 */
	static double[] squared(final boolean[] seeds, final int width, final int height) {
		final double[] distances = new double[seeds.length];
		Arrays.setAll(distances, i -> seeds[i] ? 0 : Double.POSITIVE_INFINITY);
		Parallel.range(width, x -> transform(distances, x, width, height));
		Parallel.range(height, y -> transform(distances, y * width, 1, width));
		return distances;
	}

	/** Replaces a line f of values by the lower envelope of the parabolas f(q) + (p - q)^2. */
	private static void transform(final double[] values, final int start, final int step,
		final int length) {
		final double[] f = new double[length];
		final int[] roots = new int[length];
		final double[] begins = new double[length];
		int last = -1;
		for (int q = 0; q < length; q++) {
			f[q] = values[start + q * step];
			if (Double.isInfinite(f[q])) continue;
			double begin = Double.NEGATIVE_INFINITY;
			while (last >= 0) {
				begin = crossing(f, roots[last], q);
				if (begin > begins[last]) break;
				last--;
				begin = Double.NEGATIVE_INFINITY;
			}
			last++;
			roots[last] = q;
			begins[last] = begin;
		}
		if (last < 0) return;
		int k = 0;
		for (int p = 0; p < length; p++) {
			while (k < last && begins[k + 1] <= p) {
				k++;
			}
			final double offset = p - roots[k];
			values[start + p * step] = f[roots[k]] + offset * offset;
		}
	}

	/** Where the parabola rooted at q begins to lie below the one rooted at r, r &lt; q. */
	private static double crossing(final double[] f, final int r, final int q) {
		return (f[q] + (double) q * q - f[r] - (double) r * r) / (2.0 * (q - r));
	}
}
