/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.function.LongFunction;

/**
 * Mixes pixels along rows, then along columns. Each result depends only on its own taps, so that
 * windows, threads and neighbours do not change it by a bit.
 */
final class Separable {

	private Separable() {}

	/** The taps for consecutive new pixels along one axis. */
	static Tap[] taps(final long from, final int count, final LongFunction<Tap> kernel) {
		final Tap[] taps = new Tap[count];
		for (int i = 0; i < count; i++) {
			taps[i] = kernel.apply(from + i);
		}
		return taps;
	}

	static long first(final Tap[] taps) {
		long first = Long.MAX_VALUE;
		for (final Tap tap : taps) {
			first = Math.min(first, tap.first());
		}
		return first;
	}

	static long last(final Tap[] taps) {
		long last = Long.MIN_VALUE;
		for (final Tap tap : taps) {
			last = Math.max(last, tap.last());
		}
		return last;
	}

	/**
	 * @param block planes x height x width
	 * @param width of the block
	 * @param height of the block
	 * @param x column of the block's first pixel, in the coordinates of the taps
	 * @param y row of the block's first pixel
	 * @param columns taps along the rows, one for each new column
	 * @param rows taps along the columns, one for each new row
	 * @return planes x rows x columns
	 */
	static float[] mix(final float[] block, final int width, final int height, final long x,
		final long y, final Tap[] columns, final Tap[] rows) {
		final int planes = block.length / (width * height);
		final int top = (int) (first(rows) - y);
		final int used = (int) (last(rows) - y) - top + 1;
		final float[] narrow = new float[size(planes, used, columns.length)];
		final Comb comb = new Comb(columns, x);
		Parallel.range(planes * used, line -> comb.mix(block,
			(line / used * height + top + line % used) * width, narrow, line * columns.length));
		final float[] result = new float[size(planes, rows.length, columns.length)];
		Parallel.range(planes * rows.length, line -> {
			final Tap tap = rows[line % rows.length];
			final int from = line / rows.length * used + (int) (tap.first() - y) - top;
			if (tap.weights().length == 4) {
				four(narrow, from * columns.length, columns.length, tap.weights(), result,
					line * columns.length);
				return;
			}
			final double[] sum = new double[columns.length];
			for (int k = 0; k < tap.weights().length; k++) {
				final double weight = tap.weights()[k];
				final int start = (from + k) * columns.length;
				for (int i = 0; i < sum.length; i++) {
					sum[i] += weight * narrow[start + i];
				}
			}
			for (int i = 0; i < sum.length; i++) {
				result[line * columns.length + i] = (float) sum[i];
			}
		});
		return result;
	}

	/** A line of cubic interpolation; the same sum as for any other number of taps, but faster. */
	private static void four(final float[] lines, final int first, final int length,
		final double[] weights, final float[] to, final int target) {
		final double a = weights[0];
		final double b = weights[1];
		final double c = weights[2];
		final double d = weights[3];
		final int second = first + length;
		final int third = second + length;
		final int fourth = third + length;
		for (int i = 0; i < length; i++) {
			to[target + i] = (float) (a * lines[first + i] + b * lines[second + i] +
				c * lines[third + i] + d * lines[fourth + i]);
		}
	}

	/** Taps side by side in arrays, which is much faster to go along. */
	private static final class Comb {

		private final int[] first;
		private final int[] ends;
		private final double[] weights;

		Comb(final Tap[] taps, final long origin) {
			first = new int[taps.length];
			ends = new int[taps.length];
			int end = 0;
			for (int i = 0; i < taps.length; i++) {
				first[i] = (int) (taps[i].first() - origin);
				end += taps[i].weights().length;
				ends[i] = end;
			}
			weights = new double[end];
			for (int i = 0; i < taps.length; i++) {
				final double[] own = taps[i].weights();
				System.arraycopy(own, 0, weights, ends[i] - own.length, own.length);
			}
		}

		/** One line. */
		void mix(final float[] from, final int start, final float[] to, final int target) {
			int w = 0;
			for (int i = 0; i < first.length; i++) {
				int at = start + first[i];
				double sum = 0;
				for (final int end = ends[i]; w < end; w++) {
					sum += weights[w] * from[at++];
				}
				to[target + i] = (float) sum;
			}
		}
	}

	private static int size(final int planes, final int height, final int width) {
		return Math.multiplyExact(Math.multiplyExact(planes, height), width);
	}
}
