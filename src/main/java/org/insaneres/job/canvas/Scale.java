/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/**
 * The display range of an image with one number per pixel: its minimum is shown as 0, its maximum
 * as 1. Nothing is rounded or clipped on the way in.
 *
 * @param min shown as 0
 * @param max shown as 1, greater than min
 * @param limit greatest number that pixels can hold, infinite for those that hold any
 */
public record Scale(double min, double max, double limit) {

	/**
	 * The display range of the pixels. One that is empty or not a number becomes one unit wide, so
	 * that pictures of one colour can be read and written too.
	 */
	static Scale of(final ImageProcessor pixels) {
		final double limit = pixels instanceof ByteProcessor
			? 255
			: pixels instanceof ShortProcessor ? 65535 : Double.POSITIVE_INFINITY;
		final double min = pixels.getMin();
		final double max = pixels.getMax();
		if (!Double.isFinite(max - min)) return new Scale(0, 1, limit);
		return new Scale(min, max > min ? max : min + 1, limit);
	}

	/**
	 * How a pixel is shown; of what is no finite number, ImageJ shows only +infinity as the maximum.
	 */
	double get(final ImageProcessor pixels, final int i) {
		final double unit = (pixels.getf(i) - min) / (max - min);
		if (Float.isFinite((float) unit)) return unit;
		return unit > 0 ? 1 : 0;
	}

	/** Sets a pixel so that it is shown as given, as near as its type allows. */
	void set(final ImageProcessor pixels, final int i, final double unit) {
		final double value = min + unit * (max - min);
		if (Double.isInfinite(limit)) {
			pixels.setf(i, (float) value);
		} else {
			pixels.set(i, (int) Math.round(Math.min(Math.max(value, 0), limit)));
		}
	}
}
