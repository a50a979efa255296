/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A weighted mean of consecutive pixels.
 *
 * @param first index of the first pixel
 * @param weights of it and the following ones
 */
record Tap(long first, double[] weights) {

	/** A function sampled at the pixels around a centre, {@code reach * stretch} to either side. */
	static Tap sampled(final DoubleUnaryOperator function, final double reach, final double stretch,
		final double centre) {
		final long first = (long) Math.ceil(centre - reach * stretch);
		final long last = (long) Math.floor(centre + reach * stretch);
		final double[] weights = new double[(int) (last - first) + 1];
		for (int k = 0; k < weights.length; k++) {
			weights[k] = function.applyAsDouble((first + k - centre) / stretch);
		}
		return new Tap(first, weights);
	}

	/** Index of the last pixel. */
	long last() {
		return first + weights.length - 1;
	}

	/** Leaves out what lies outside of 0 to size - 1; the rest sums to 1. */
	Tap cut(final long size) {
		final int from = (int) Math.max(0, -first);
		final int to = (int) Math.min(weights.length, size - first);
		return new Tap(first + from, Arrays.copyOfRange(weights, from, to)).tidy();
	}

	/** Gives the weights of what lies outside of 0 to size - 1 to the outermost pixels. */
	Tap clamp(final long size) {
		final long from = Math.min(Math.max(first, 0), size - 1);
		final long to = Math.min(Math.max(last(), 0), size - 1);
		final double[] folded = new double[(int) (to - from) + 1];
		for (int k = 0; k < weights.length; k++) {
			final long pixel = Math.min(Math.max(first + k, from), to);
			folded[(int) (pixel - from)] += weights[k];
		}
		return new Tap(from, folded).tidy();
	}

	/** Without zeros at the ends, which would only ask for pixels in vain, and with the sum 1. */
	private Tap tidy() {
		int from = 0;
		int to = weights.length;
		while (from < to - 1 && weights[from] == 0) {
			from++;
		}
		while (to > from + 1 && weights[to - 1] == 0) {
			to--;
		}
		double sum = 0;
		for (final double weight : weights) {
			sum += weight;
		}
		final double[] rest = Arrays.copyOfRange(weights, from, to);
		for (int k = 0; k < rest.length; k++) {
			rest[k] /= sum;
		}
		return new Tap(first + from, rest);
	}
}
