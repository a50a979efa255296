/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.function.LongFunction;

/**
 * Mixes pixels along rows and along columns. Each result depends only on its own taps, so that
 * windows, threads and neighbours do not change it by a bit.
 *
 * @param values planes x height x width
 * @param planes how many
 * @param width of the block
 * @param height of the block
 * @param x column of its first pixel, in the coordinates of the taps
 * @param y row of its first pixel
 */
record Separable(float[] values, int planes, int width, int height, long x, long y) {

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

	/** A block at some place; its length says how many planes it has. */
	static Separable at(final long x, final long y, final float[] values, final int width,
		final int height) {
		return new Separable(values, values.length / (width * height), width, height, x, y);
	}

	/**
	 * @param columns taps along the rows, one for each new column
	 * @param rows taps along the columns, one for each new row
	 * @param lower whether the picture loses rows; then these are mixed first, which is less work
	 * @return planes x rows x columns
	 */
	float[] mix(final Tap[] columns, final Tap[] rows, final boolean lower) {
		return lower
			? down(rows, first(columns), last(columns)).across(columns, y, y + rows.length - 1).values
			: across(columns, first(rows), last(rows)).down(rows, x, x + columns.length - 1).values;
	}

	/** New columns; of the rows only some. The block begins there. */
	private Separable across(final Tap[] columns, final long from, final long to) {
		final int rows = (int) (to - from) + 1;
		final float[] mixed = new float[size(planes, rows, columns.length)];
		final Comb comb = new Comb(columns, x);
		final int top = (int) (from - y);
		Parallel.range(planes * rows, line -> comb.mix(values,
			(line / rows * height + top + line % rows) * width, mixed, line * columns.length));
		return new Separable(mixed, planes, columns.length, rows, x, from);
	}

	/** New rows; of the columns only some. The block begins there. */
	private Separable down(final Tap[] rows, final long from, final long to) {
		final int columns = (int) (to - from) + 1;
		final float[] mixed = new float[size(planes, rows.length, columns)];
		final int left = (int) (from - x);
		Parallel.range(planes * rows.length, line -> {
			final Tap tap = rows[line % rows.length];
			final int first = (line / rows.length * height + (int) (tap.first() - y)) * width + left;
			sum(first, columns, tap.weights(), mixed, line * columns);
		});
		return new Separable(mixed, planes, columns, rows.length, from, y);
	}

	/** A line of weighted sums; the same for any number of taps, but faster for the usual ones. */
	private void sum(final int first, final int length, final double[] weights, final float[] to,
		final int target) {
		switch (weights.length) {
			case 2 -> two(first, length, weights, to, target);
			case 4 -> four(first, length, weights, to, target);
			default -> {
				final double[] sum = new double[length];
				for (int k = 0; k < weights.length; k++) {
					final double weight = weights[k];
					final int start = first + k * width;
					for (int i = 0; i < length; i++) {
						sum[i] += weight * values[start + i];
					}
				}
				for (int i = 0; i < length; i++) {
					to[target + i] = (float) sum[i];
				}
			}
		}
	}

	private void two(final int first, final int length, final double[] weights, final float[] to,
		final int target) {
		final float a = (float) weights[0];
		final float b = (float) weights[1];
		final int second = first + width;
		for (int i = 0; i < length; i++) {
			to[target + i] = a * values[first + i] + b * values[second + i];
		}
	}

	private void four(final int first, final int length, final double[] weights, final float[] to,
		final int target) {
		final float a = (float) weights[0];
		final float b = (float) weights[1];
		final float c = (float) weights[2];
		final float d = (float) weights[3];
		final int second = first + width;
		final int third = second + width;
		final int fourth = third + width;
		for (int i = 0; i < length; i++) {
			to[target + i] = a * values[first + i] + b * values[second + i] +
				c * values[third + i] + d * values[fourth + i];
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

		/** One line; the usual numbers of taps are written out, as that is faster. */
		void mix(final float[] from, final int start, final float[] to, final int target) {
			int w = 0;
			for (int i = 0; i < first.length; i++) {
				final int at = start + first[i];
				final int end = ends[i];
				double sum = 0;
				if (end - w == 4) {
					sum = weights[w] * from[at] + weights[w + 1] * from[at + 1] +
						weights[w + 2] * from[at + 2] + weights[w + 3] * from[at + 3];
				} else if (end - w == 2) {
					sum = weights[w] * from[at] + weights[w + 1] * from[at + 1];
				} else {
					for (int k = 0; k < end - w; k++) {
						sum += weights[w + k] * from[at + k];
					}
				}
				w = end;
				to[target + i] = (float) sum;
			}
		}
	}

	private static int size(final int planes, final int height, final int width) {
		return Math.multiplyExact(Math.multiplyExact(planes, height), width);
	}
}
