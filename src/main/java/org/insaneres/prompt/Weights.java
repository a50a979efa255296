/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

/** What weights do to encoded tokens, all arrays tokens x width; nothing is changed in place. */
final class Weights {

	private Weights() {}

	/** Each token times its weight. */
	static float[] multiply(final float[] hidden, final float[] weights) {
		final int width = width(hidden, weights);
		final float[] out = new float[hidden.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = hidden[i] * weights[i / width];
		}
		return out;
	}

	/** Scales weighted tokens so that their mean is that of the original ones, where it can be. */
	static float[] restoreMean(final float[] original, final float[] weighted) {
		final double factor = sum(original) / sum(weighted);
		if (!Double.isFinite(factor)) return weighted;
		final float[] out = new float[weighted.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) (weighted[i] * factor);
		}
		return out;
	}

	/** {@code empty + weight * (hidden - empty)} for each token. */
	static float[] awayFrom(final float[] empty, final float[] hidden, final float[] weights) {
		if (empty.length != hidden.length) {
			throw new IllegalArgumentException(empty.length + " values instead of " + hidden.length);
		}
		final int width = width(hidden, weights);
		final float[] out = hidden.clone();
		for (int i = 0; i < out.length; i++) {
			final float weight = weights[i / width];
			if (weight != 1) out[i] = empty[i] + weight * (hidden[i] - empty[i]);
		}
		return out;
	}

	private static int width(final float[] hidden, final float[] weights) {
		if (weights.length == 0 || hidden.length % weights.length != 0) {
			throw new IllegalArgumentException(
				hidden.length + " values for " + weights.length + " tokens");
		}
		return Math.max(1, hidden.length / weights.length);
	}

	private static double sum(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += value;
		}
		return sum;
	}
}
