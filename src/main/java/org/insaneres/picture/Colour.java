/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

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
}
