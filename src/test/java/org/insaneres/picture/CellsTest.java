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
import net.jqwik.api.constraints.IntRange;

class CellsTest {

	/** Each part is seen as it lies in the block, and every pixel is taken from one of them. */
	@Property(tries = 100)
	void partsAreReadAndPutTogether(@ForAll @IntRange(min = -300, max = 300) final int x,
		@ForAll @IntRange(min = -300, max = 300) final int y,
		@ForAll @IntRange(min = 1, max = 300) final int width,
		@ForAll @IntRange(min = 1, max = 300) final int height,
		@ForAll @IntRange(min = 0, max = 40) final int margin, @ForAll final Random random) {
		final Interval window = FinalInterval.createMinSize(x, y, width, height);
		final float[] block = Noise.floats(3 * width * height, random);
		final Cells cells = Cells.of(window, margin);
		final float[] twice = cells.map(block, (i, part) -> {
			assertArrayEquals(Pictures.read(Pictures.wrap(block, window), cells.parts().get(i)), part);
			for (int k = 0; k < part.length; k++) {
				part[k] *= 2;
			}
			return part;
		});
		for (int k = 0; k < block.length; k++) {
			block[k] *= 2;
		}
		assertArrayEquals(block, twice);
	}
}
