/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.picture.Blur;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Lazily;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;

/**
 * Masks of a picture at the size of a result, which need not fit into memory: windows of them are
 * made where they are looked at, and fit together without a trace.
 *
 * @param width of the result
 * @param height of the result
 */
record Grown(long width, long height) {

	/** Softness of edges, in pixels. */
	private static final int EDGE = 8;

	/** A square around a soft edge reaches this far into its corners. */
	private static final double CORNER = 1.5;

	/**
	 * @param mask of the picture, at (0, 0), 0 to 1
	 * @param window inside of the result
	 * @return height x width of the window
	 */
	float[] plain(final RandomAccessibleInterval<FloatType> mask, final Interval window) {
		return new Resampling(Kernel.BILINEAR, mask.dimension(0), mask.dimension(1), width, height)
			.apply(mask, window);
	}

	/** The mask with soft edges, half inside and half outside. */
	RandomAccessibleInterval<FloatType> soft(final RandomAccessibleInterval<FloatType> mask) {
		return Lazily.mask(width, height,
			window -> around(mask, window, EDGE, grown -> Blur.box(grown, EDGE)));
	}

	/** The mask with soft edges that lie outside, so that it is whole within. */
	float[] wide(final RandomAccessibleInterval<FloatType> mask, final Interval window) {
		return around(mask, window, EDGE + (int) (CORNER * EDGE),
			grown -> Blur.box(Masks.dilate(grown, CORNER * EDGE), EDGE));
	}

	private float[] around(final RandomAccessibleInterval<FloatType> mask, final Interval window,
		final int margin, final UnaryOperator<RandomAccessibleInterval<FloatType>> change) {
		final Interval more = Intervals.intersect(new FinalInterval(width, height),
			FinalInterval.createMinMax(window.min(0) - margin, window.min(1) - margin,
				window.max(0) + margin, window.max(1) + margin));
		return Pictures.read(change.apply(Pictures.wrap(plain(mask, more), more)), window);
	}
}
