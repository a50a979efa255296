/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.picture.Blur;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;

/** Windows of masks are parts of the masks as a whole. */
class GrownTest {

	private static RandomAccessibleInterval<FloatType> mask(final int width, final int height,
		final long seed) {
		final Random random = new Random(seed);
		final float[] mask = new float[width * height];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = random.nextInt(12) == 0 ? 1 : 0;
		}
		return Pictures.wrap(mask, new FinalInterval(width, height));
	}

	@Property(tries = 40)
	void noWindowShows(@ForAll @IntRange(min = 1, max = 40) final int width,
		@ForAll @IntRange(min = 1, max = 40) final int height,
		@ForAll @IntRange(min = 1, max = 300) final int across,
		@ForAll @IntRange(min = 1, max = 300) final int down, @ForAll final long seed) {
		final var small = mask(width, height, seed);
		final Grown grown = new Grown(across, down);
		final Random random = new Random(seed);
		final int x = random.nextInt(across);
		final int y = random.nextInt(down);
		final Interval window = FinalInterval.createMinSize(x, y, 1 + random.nextInt(across - x),
			1 + random.nextInt(down - y));
		final var large = Resampling.resize(small, Kernel.BILINEAR, across, down);
		assertArrayEquals(Pictures.read(large, window), grown.plain(small, window));
		assertArrayEquals(Pictures.read(Blur.box(large, 8), window),
			Pictures.read(grown.soft(small), window));
		assertArrayEquals(Pictures.read(Blur.box(Masks.dilate(large, 12), 8), window),
			grown.wide(small, window));
	}
}
