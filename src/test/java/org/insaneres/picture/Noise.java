/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;

/** Random pictures. */
final class Noise {

	private Noise() {}

	static float[] floats(final int count, final Random random) {
		final float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = random.nextFloat();
		}
		return values;
	}

	static <I extends Img<FloatType>> I fill(final I picture, final Random random) {
		picture.forEach(value -> value.set(random.nextFloat()));
		return picture;
	}
}
