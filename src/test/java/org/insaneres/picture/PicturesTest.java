/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class PicturesTest {

	@Property(tries = 300)
	void readingMirrorsAboutTheOutermostPixels(@ForAll @IntRange(min = 1, max = 7) final int width,
		@ForAll @IntRange(min = 1, max = 7) final int height,
		@ForAll @IntRange(min = -20, max = 20) final int x,
		@ForAll @IntRange(min = -20, max = 20) final int y,
		@ForAll @IntRange(min = 1, max = 30) final int w,
		@ForAll @IntRange(min = 1, max = 30) final int h, @ForAll final boolean planar) {
		final Img<FloatType> picture = planar
			? PlanarImgs.floats(width, height, 3)
			: ArrayImgs.floats(width, height, 3);
		Noise.fill(picture, new Random(1));
		final RandomAccessibleInterval<FloatType> placed = Views.translate(picture, 5, -3, 0);
		final float[] block = Pictures.read(placed, FinalInterval.createMinSize(x + 5, y - 3, w, h));
		final RandomAccess<FloatType> access = picture.randomAccess();
		final float[] expected = new float[3 * h * w];
		for (int i = 0; i < expected.length; i++) {
			expected[i] = access.setPositionAndGet(bounce(x + i % w, width),
				bounce(y + i / w % h, height), i / w / h).get();
		}
		assertArrayEquals(expected, block);
	}

	/** Walks one pixel at a time and turns round at the ends. */
	private static int bounce(final int target, final int size) {
		int at = 0;
		int step = 1;
		for (int i = 0; i < Math.abs(target); i++) {
			if (at + step < 0 || at + step >= size) step = -step;
			if (size > 1) at += step;
		}
		return at;
	}

	@Property(tries = 200)
	void writingReachesOnlyTheCommonPart(@ForAll @IntRange(min = 1, max = 9) final int width,
		@ForAll @IntRange(min = 1, max = 9) final int height,
		@ForAll @IntRange(min = -10, max = 10) final int x,
		@ForAll @IntRange(min = -10, max = 10) final int y,
		@ForAll @IntRange(min = 1, max = 12) final int w,
		@ForAll @IntRange(min = 1, max = 12) final int h) {
		final Img<FloatType> picture = Pictures.create(width, height);
		final float[] block = Noise.floats(3 * w * h, new Random(2));
		Pictures.write(block, FinalInterval.createMinSize(x, y, w, h), picture);
		final float[] expected = new float[3 * height * width];
		for (int i = 0; i < expected.length; i++) {
			final int u = i % width - x;
			final int v = i / width % height - y;
			final int plane = i / width / height;
			if (u >= 0 && v >= 0 && u < w && v < h) expected[i] = block[(plane * h + v) * w + u];
		}
		assertArrayEquals(expected, Pictures.read(picture));
	}

	@Test
	void aBlockWrappedIsReadBackAsItIs() {
		final float[] block = Noise.floats(3 * 4 * 5, new Random(3));
		final Interval window = FinalInterval.createMinSize(-2, 7, 4, 5);
		assertArrayEquals(block, Pictures.read(Pictures.wrap(block, window)));
		assertEquals(2, Pictures.wrap(new float[20], window).numDimensions());
		assertThrows(IllegalArgumentException.class, () -> Pictures.wrap(new float[21], window));
	}

	@Test
	void masksAreReadLikePictures() {
		final Img<FloatType> mask = ArrayImgs.floats(new float[]{1, 2, 3, 4}, 2, 2);
		assertArrayEquals(new float[]{4, 3, 4, 2, 1, 2, 4, 3, 4},
			Pictures.read(mask, FinalInterval.createMinSize(-1, -1, 3, 3)));
	}
}
