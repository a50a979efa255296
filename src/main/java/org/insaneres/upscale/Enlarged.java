/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.diffusion.Lock;
import org.insaneres.picture.Pictures;

/**
 * A picture at its final size that still lacks its fine detail.
 *
 * @param picture width x height x 3 at (0, 0), values 0 to 1
 * @param mask width x height, 1 where it is to be painted; null for everywhere
 * @param lock what the result must agree with; null for nothing
 */
public record Enlarged(RandomAccessibleInterval<FloatType> picture,
	RandomAccessibleInterval<FloatType> mask, Lock lock) {

	/** The mask of a part of the picture, or null if there is none. */
	RandomAccessibleInterval<FloatType> mask(final Interval window) {
		return mask == null ? null : Pictures.wrap(Pictures.read(mask, window), window);
	}

	long width() {
		return picture.dimension(0);
	}

	long height() {
		return picture.dimension(1);
	}
}
