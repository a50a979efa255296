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
		Parallel.range(planes * used, line -> {
			final int start = (line / used * height + top + line % used) * width;
			for (int i = 0; i < columns.length; i++) {
				final double[] weights = columns[i].weights();
				final int from = start + (int) (columns[i].first() - x);
				double sum = 0;
				for (int k = 0; k < weights.length; k++) {
					sum += weights[k] * block[from + k];
				}
				narrow[line * columns.length + i] = (float) sum;
			}
		});
		final float[] result = new float[size(planes, rows.length, columns.length)];
		Parallel.range(planes * rows.length, line -> {
			final double[] sum = new double[columns.length];
			final Tap tap = rows[line % rows.length];
			final int from = line / rows.length * used + (int) (tap.first() - y) - top;
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

	private static int size(final int planes, final int height, final int width) {
		return Math.multiplyExact(Math.multiplyExact(planes, height), width);
	}
}
