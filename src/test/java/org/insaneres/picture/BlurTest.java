/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class BlurTest {

	@Property(tries = 100)
	void constantsStayConstant(@ForAll @IntRange(min = 1, max = 20) final int width,
		@ForAll @IntRange(min = 1, max = 20) final int height,
		@ForAll @DoubleRange(max = 10) final double sigma) {
		final float[] block = new float[3 * width * height];
		Arrays.fill(block, 0.3f);
		final RandomAccessibleInterval<FloatType> picture = Pictures.wrap(block,
			FinalInterval.createMinSize(7, 8, width, height));
		for (final RandomAccessibleInterval<FloatType> result : List
			.of(Blur.gaussian(picture, sigma), Blur.box(picture, (int) sigma))) {
			assertTrue(Intervals.equals(picture, result));
			for (final float value : Pictures.read(result)) {
				assertEquals(0.3f, value, 1e-6f);
			}
		}
	}

	@Test
	void nothingIsBlurredByNothing() {
		final Img<FloatType> picture = Noise.fill(Pictures.create(9, 5), new Random(9));
		assertArrayEquals(Pictures.read(picture), Pictures.read(Blur.gaussian(picture, 0)));
		assertArrayEquals(Pictures.read(picture), Pictures.read(Blur.box(picture, 0)));
	}

	@Test
	void gaussianHasItsStandardDeviation() {
		final Img<FloatType> mask = Pictures.createMask(61, 1);
		mask.getAt(30, 0).setOne();
		final float[] bell = Pictures.read(Blur.gaussian(mask, 4));
		double variance = 0;
		double sum = 0;
		for (int x = 0; x < bell.length; x++) {
			sum += bell[x];
			variance += bell[x] * (x - 30) * (x - 30);
		}
		assertEquals(1, sum, 1e-6);
		assertEquals(16, variance, 0.05);
	}

	@Test
	void boxIsTheMeanOfTheSquare() {
		final Img<FloatType> mask = Pictures.createMask(9, 9);
		mask.getAt(4, 4).setOne();
		final RandomAccessibleInterval<FloatType> result = Blur.box(mask, 1);
		assertEquals(1 / 9f, result.getAt(3, 5).get(), 1e-6f);
		assertEquals(0, result.getAt(2, 4).get());
	}
}
