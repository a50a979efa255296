/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.process.ImageProcessor;

import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.picture.Pictures;

/**
 * Lays a picture over pixels. Where the picture shows just what the pixels show already they stay
 * as they are, bit for bit, even numbers that no colour could bring back.
 */
public final class Blend {

	/** Pixels blended at once. */
	private static final int PORTION = 1 << 22;

	private Blend() {}

	/**
	 * @param pixels changed where all of them, the picture and the mask are, and the mask is above 0
	 * @param original what pixels were before anything was laid over them, of the same type and size;
	 * may be pixels itself
	 * @param picture width x height x 3
	 * @param mask weight of the picture, 0 to 1; null for 1 everywhere
	 */
	static void over(final ImageProcessor pixels, final ImageProcessor original, final Tones tones,
		final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> mask) {
		final Interval inside = Intervals.intersect(flat(picture),
			new FinalInterval(pixels.getWidth(), pixels.getHeight()));
		final Interval area = mask == null ? inside : Intervals.intersect(inside, flat(mask));
		if (Intervals.isEmpty(area)) return;
		final long columns = area.dimension(0);
		final long rows = Math.max(1, PORTION / columns);
		for (long y = area.min(1); y <= area.max(1); y += rows) {
			final Interval band = FinalInterval.createMinSize(area.min(0), y, columns,
				Math.min(rows, area.max(1) + 1 - y));
			band(pixels, original, tones, Pictures.read(picture, band),
				mask == null ? null : Pictures.read(mask, band), band);
		}
	}

	private static void band(final ImageProcessor pixels, final ImageProcessor original,
		final Tones tones, final float[] colours, final float[] weights, final Interval band) {
		final int columns = (int) band.dimension(0);
		IntStream.range(0, (int) band.dimension(1)).parallel().forEach(row -> row(pixels, original,
			tones, colours, weights, row * columns, columns,
			((int) band.min(1) + row) * pixels.getWidth() + (int) band.min(0)));
	}

	/**
	 * @param weights a mask, or null
	 * @param from where the row begins in the mask
	 * @param to where it begins in the image
	 */
	private static void row(final ImageProcessor pixels, final ImageProcessor original,
		final Tones tones, final float[] colours, final float[] weights, final int from,
		final int columns, final int to) {
		final float[] was = new float[3];
		final float[] now = new float[3];
		final int plane = colours.length / 3;
		for (int x = 0; x < columns; x++) {
			final int k = from + x;
			final float weight = weights == null ? 1 : weights[k];
			if (!(weight > 0)) continue;
			final int i = to + x;
			tones.get(original, i, was);
			now[0] = colours[k];
			now[1] = colours[plane + k];
			now[2] = colours[2 * plane + k];
			if (now[0] == was[0] && now[1] == was[1] && now[2] == was[2]) {
				if (pixels != original) pixels.set(i, original.get(i));
				continue;
			}
			for (int c = 0; c < 3 && weight < 1; c++) {
				now[c] = (float) (was[c] + (double) weight * ((double) now[c] - was[c]));
			}
			tones.set(pixels, i, now);
		}
	}

	/** The first two axes. */
	public static Interval flat(final Interval interval) {
		return FinalInterval.createMinSize(interval.min(0), interval.min(1), interval.dimension(0),
			interval.dimension(1));
	}
}
