/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What is done to masks: width x height, 0 (stays as it is) to 1 (wholly replaced). A pixel counts
 * as selected if its value is greater than 0. Blurring is {@link Blur}'s.
 */
public final class Masks {

	private Masks() {}

	/** The smallest rectangle around the selected pixels, or nothing if none is selected. */
	public static Optional<Interval> bounds(final RandomAccessibleInterval<FloatType> mask) {
		final int width = (int) mask.dimension(0);
		final float[] values = Pictures.read(mask);
		int left = Integer.MAX_VALUE;
		int right = -1;
		int top = Integer.MAX_VALUE;
		int bottom = -1;
		for (int i = 0; i < values.length; i++) {
			if (values[i] > 0) {
				left = Math.min(left, i % width);
				right = Math.max(right, i % width);
				top = Math.min(top, i / width);
				bottom = i / width;
			}
		}
		if (bottom < 0) return Optional.empty();
		final long x = mask.min(0);
		final long y = mask.min(1);
		return Optional
			.of(new FinalInterval(new long[]{x + left, y + top}, new long[]{x + right, y + bottom}));
	}

	/**
	 * Softens the edge inwards: nothing outside of the selection is touched. The outermost selected
	 * pixels get 0; from there the weight rises smoothly with the distance and is the mask's own
	 * value {@code feather} pixels further in. An island of the selection too thin for that has its
	 * full value where it is thickest, and keeps a hard edge if nothing but outermost pixels are in
	 * it. Where the selection meets the border of the mask there is no edge.
	 *
	 * @param feather in pixels; 0 changes nothing
	 * @return of the size and place of the mask
	 */
	public static RandomAccessibleInterval<FloatType> feather(
		final RandomAccessibleInterval<FloatType> mask, final double feather) {
		final int width = Math.toIntExact(mask.dimension(0));
		final int height = Math.toIntExact(mask.dimension(1));
		final float[] values = Pictures.read(mask);
		final double[] depths = DistanceTransform.squared(selected(values, false), width, height);
		for (int i = 0; i < depths.length; i++) {
			depths[i] = Math.sqrt(depths[i]) - 1;
		}
		for (final int[] island : Islands.of(selected(values, true), width)) {
			double thickest = 0;
			for (final int i : island) {
				thickest = Math.max(thickest, depths[i]);
			}
			final double reach = Math.min(feather, thickest);
			if (reach <= 0) continue;
			for (final int i : island) {
				values[i] *= smoothstep(Math.min(1, depths[i] / reach));
			}
		}
		return Pictures.wrap(values, mask);
	}

	/**
	 * Selects all pixels whose centres lie within a distance of a selected one.
	 *
	 * @param radius in pixels
	 * @return ones and zeros, of the size and place of the mask
	 */
	public static RandomAccessibleInterval<FloatType> dilate(
		final RandomAccessibleInterval<FloatType> mask, final double radius) {
		final float[] values = Pictures.read(mask);
		final double[] squares = DistanceTransform.squared(selected(values, true),
			Math.toIntExact(mask.dimension(0)), Math.toIntExact(mask.dimension(1)));
		for (int i = 0; i < values.length; i++) {
			values[i] = squares[i] <= radius * radius ? 1 : 0;
		}
		return Pictures.wrap(values, mask);
	}

	/**
	 * The mask at the resolution of a latent: the mean over squares counted from the mask's first
	 * pixel. Squares that overhang take the mean of what there is.
	 *
	 * @param factor pixels per latent along a side
	 * @return at (0, 0), sizes divided by factor and rounded up
	 */
	public static Img<FloatType> mean(final RandomAccessibleInterval<FloatType> mask,
		final int factor) {
		return reduce(mask, factor, DoubleSummaryStatistics::getAverage);
	}

	/**
	 * The mask at the resolution of a latent: the greatest value in each square, counted from the
	 * mask's first pixel.
	 *
	 * @param factor pixels per latent along a side
	 * @return at (0, 0), sizes divided by factor and rounded up
	 */
	public static Img<FloatType> max(final RandomAccessibleInterval<FloatType> mask,
		final int factor) {
		return reduce(mask, factor, DoubleSummaryStatistics::getMax);
	}

	private static Img<FloatType> reduce(final RandomAccessibleInterval<FloatType> mask,
		final int factor, final ToDoubleFunction<DoubleSummaryStatistics> summary) {
		final int width = (int) mask.dimension(0);
		final int height = (int) mask.dimension(1);
		final float[] values = Pictures.read(mask);
		final int columns = (width + factor - 1) / factor;
		final float[] result = new float[columns * ((height + factor - 1) / factor)];
		Parallel.range(result.length, cell -> {
			final int left = cell % columns * factor;
			final int top = cell / columns * factor;
			final DoubleSummaryStatistics square = new DoubleSummaryStatistics();
			for (int y = top; y < Math.min(top + factor, height); y++) {
				for (int x = left; x < Math.min(left + factor, width); x++) {
					square.accept(values[y * width + x]);
				}
			}
			result[cell] = (float) summary.applyAsDouble(square);
		});
		return ArrayImgs.floats(result, columns, result.length / columns);
	}

	private static boolean[] selected(final float[] values, final boolean wanted) {
		final boolean[] selected = new boolean[values.length];
		for (int i = 0; i < values.length; i++) {
			selected[i] = values[i] > 0 == wanted;
		}
		return selected;
	}

	private static double smoothstep(final double t) {
		return t * t * (3 - 2 * t);
	}
}
