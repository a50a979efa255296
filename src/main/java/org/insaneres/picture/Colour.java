/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** What is said of colours. */
public final class Colour {

	private Colour() {}

	/**
	 * How bright a displayed colour looks: luma after Rec. ITU-R BT.601. A grey comes back exactly.
	 *
	 * @param red 0 to 1 as displayed, as are green and blue
	 */
	public static float luma(final float red, final float green, final float blue) {
		return (float) (0.299 * red + 0.587 * green + 0.114 * blue);
	}

	/** Whether red, green and blue are the same all over a picture. */
	public static boolean grey(final RandomAccessibleInterval<FloatType> picture) {
		for (long y = picture.min(1); y <= picture.max(1); y++) {
			final float[] row = Pictures.read(picture, FinalInterval
				.createMinSize(picture.min(0), y, picture.dimension(0), 1));
			final int size = row.length / 3;
			for (int i = 0; i < size; i++) {
				if (row[i] != row[size + i] || row[i] != row[2 * size + i]) return false;
			}
		}
		return true;
	}
}
