/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RoundTripTest {

	@Property(tries = 200)
	void whatIsUndoneComesBackByGoingThere(@ForAll @IntRange(min = 1, max = 40) final int width,
		@ForAll @IntRange(min = 1, max = 40) final int height,
		@ForAll @DoubleRange(min = 1.1, max = 5) final double scale, @ForAll final Random random) {
		final int newWidth = (int) Math.ceil(width * scale);
		final int newHeight = (int) Math.ceil(height * scale);
		final Resampling up = new Resampling(Kernel.BICUBIC, width, height, newWidth, newHeight);
		final Resampling down = new Resampling(Kernel.AREA, newWidth, newHeight, width, height);
		final Interval small = new FinalInterval(width, height);
		final Interval large = new FinalInterval(newWidth, newHeight);
		final float[] block = Noise.floats(3 * width * height, random);
		final float[] again = down.apply(
			up.apply(new RoundTrip(up, down, small).undo(block), small, large), large, small);
		assertArrayEquals(block, again, 1e-5f);
	}
}
