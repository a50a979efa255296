/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.function.LongFunction;

/**
 * A square matrix with values near its diagonal only, decomposed into a lower and an upper triangle
 * (without pivoting, as the diagonal dominates).
 *
 * @param factors for every row the values from so many columns left of the diagonal on
 * @param reach how far values lie from the diagonal at most
 */
record Band(float[][] factors, int reach) {

	/**
	 * The matrix of two steps of resampling along one axis.
	 *
	 * @param size pixels of a window, which goes on mirrored around it
	 * @param from its first pixel
	 * @param last how the pixels that come of both steps are mixed from those in between
	 * @param first how these are mixed from the pixels of the window
	 */
	static Band of(final int size, final long from, final LongFunction<Tap> last,
		final LongFunction<Tap> first) {
		final double[][] rows = new double[size][size];
		int reach = 0;
		for (int i = 0; i < size; i++) {
			final Tap outer = last.apply(from + i);
			for (int k = 0; k < outer.weights().length; k++) {
				final Tap inner = first.apply(outer.first() + k);
				for (int l = 0; l < inner.weights().length; l++) {
					final int j = (int) Pictures.mirror(inner.first() + l - from, size);
					rows[i][j] += outer.weights()[k] * inner.weights()[l];
					reach = Math.max(reach, Math.abs(i - j));
				}
			}
		}
		decompose(rows, reach);
		final float[][] factors = new float[size][2 * reach + 1];
		for (int i = 0; i < size; i++) {
			for (int j = Math.max(0, i - reach); j <= Math.min(size - 1, i + reach); j++) {
				factors[i][j - i + reach] = (float) (j == i ? 1 / rows[i][i] : rows[i][j]);
			}
		}
		return new Band(factors, reach);
	}

	private static void decompose(final double[][] rows, final int reach) {
		for (int k = 0; k < rows.length; k++) {
			final int end = Math.min(rows.length - 1, k + reach);
			for (int i = k + 1; i <= end; i++) {
				rows[i][k] /= rows[k][k];
				for (int j = k + 1; j <= end; j++) {
					rows[i][j] -= rows[i][k] * rows[k][j];
				}
			}
		}
	}

	int size() {
		return factors.length;
	}

	/**
	 * Replaces right sides by the solutions.
	 *
	 * @param values several right sides, side by side
	 * @param first place of the first value of the first of them
	 * @param step from one value to the next of the same
	 * @param count of right sides
	 */
	void solve(final float[] values, final int first, final int step, final int count) {
		for (int i = 0; i < size(); i++) {
			for (int j = Math.max(0, i - reach); j < i; j++) {
				subtract(values, first + i * step, factors[i][j - i + reach], first + j * step, count);
			}
		}
		for (int i = size() - 1; i >= 0; i--) {
			for (int j = Math.min(size() - 1, i + reach); j > i; j--) {
				subtract(values, first + i * step, factors[i][j - i + reach], first + j * step, count);
			}
			final float inverse = factors[i][reach];
			for (int k = first + i * step; k < first + i * step + count; k++) {
				values[k] *= inverse;
			}
		}
	}

	private static void subtract(final float[] values, final int from, final float factor,
		final int what, final int count) {
		for (int k = 0; k < count; k++) {
			values[from + k] -= factor * values[what + k];
		}
	}
}
