/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.diffusion.Lock;

/**
 * A picture at its final size that still lacks its fine detail.
 *
 * @param picture width x height x 3 at (0, 0), values 0 to 1
 * @param lock what the result must agree with; null for nothing
 */
public record Enlarged(RandomAccessibleInterval<FloatType> picture, Lock lock) {

	long width() {
		return picture.dimension(0);
	}

	long height() {
		return picture.dimension(1);
	}
}
