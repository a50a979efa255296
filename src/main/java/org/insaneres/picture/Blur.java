/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.Arrays;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Smoothing of pictures and masks. Beyond the border the outermost pixel goes on, so that constants
 * stay constant. Results have the size and place of what they are made from.
 */
public final class Blur {

	private Blur() {}

	/**
	 * Gaussian blur, cut off at four sigma.
	 *
	 * @param sigma standard deviation in pixels; 0 changes nothing
	 */
	public static RandomAccessibleInterval<FloatType> gaussian(
		final RandomAccessibleInterval<FloatType> source, final double sigma) {
		final int radius = (int) Math.ceil(4 * sigma);
		final double[] weights = new double[2 * radius + 1];
		for (int k = 0; k < weights.length; k++) {
			final double x = k - radius;
			weights[k] = x == 0 ? 1 : Math.exp(-x * x / (2 * sigma * sigma));
		}
		return convolve(source, weights);
	}

	/**
	 * Mean over a square of {@code 2 * radius + 1} pixels.
	 *
	 * @param radius in pixels; 0 changes nothing
	 */
	public static RandomAccessibleInterval<FloatType> box(
		final RandomAccessibleInterval<FloatType> source, final int radius) {
		final double[] weights = new double[2 * radius + 1];
		Arrays.fill(weights, 1);
		return convolve(source, weights);
	}

	private static RandomAccessibleInterval<FloatType> convolve(
		final RandomAccessibleInterval<FloatType> source, final double[] weights) {
		final Interval place = source;
		final int width = Math.toIntExact(place.dimension(0));
		final int height = Math.toIntExact(place.dimension(1));
		final int radius = weights.length / 2;
		final Tap[] columns = Separable.taps(0, width, i -> new Tap(i - radius, weights).clamp(width));
		final Tap[] rows = Separable.taps(0, height, i -> new Tap(i - radius, weights).clamp(height));
		final float[] block = Pictures.read(source);
		return Pictures.wrap(Separable.at(0, 0, block, width, height).mix(columns, rows, false), place);
	}
}
