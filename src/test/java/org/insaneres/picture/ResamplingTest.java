/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class ResamplingTest {

	private static final int MOST = 24;

	@Property(tries = 300)
	void weightsSumToOneAndStayInside(@ForAll final Kernel kernel,
		@ForAll @IntRange(min = 1, max = 300) final int source,
		@ForAll @IntRange(min = 1, max = 300) final int target) {
		for (int i = 0; i < target; i++) {
			final Tap tap = kernel.tap(i, source, target);
			assertEquals(1, Arrays.stream(tap.weights()).sum(), 1e-12);
			assertTrue(tap.first() >= 0 && tap.last() < source, () -> tap + " of " + source);
		}
	}

	@Property(tries = 200)
	void constantsStayConstant(@ForAll final Kernel kernel,
		@ForAll @IntRange(min = 1, max = MOST) final int width,
		@ForAll @IntRange(min = 1, max = MOST) final int height,
		@ForAll @IntRange(min = 1, max = MOST) final int newWidth,
		@ForAll @IntRange(min = 1, max = MOST) final int newHeight) {
		final float[] block = new float[2 * width * height];
		Arrays.fill(block, 0.7f);
		final float[] result = Resampling.resize(block, height, width, kernel, newHeight, newWidth);
		assertEquals(2 * newHeight * newWidth, result.length);
		for (final float value : result) {
			assertEquals(0.7f, value, 1e-6f);
		}
	}

	@Property(tries = 200)
	void theSameSizeIsTheSamePicture(@ForAll final Kernel kernel,
		@ForAll @IntRange(min = 1, max = MOST) final int width,
		@ForAll @IntRange(min = 1, max = MOST) final int height) {
		final float[] block = Noise.floats(3 * width * height, new Random(4));
		assertArrayEquals(block, Resampling.resize(block, height, width, kernel, height, width));
	}

	@Property(tries = 300)
	void windowsEqualTheWhole(@ForAll final Kernel kernel,
		@ForAll @IntRange(min = 1, max = MOST) final int width,
		@ForAll @IntRange(min = 1, max = MOST) final int height,
		@ForAll @IntRange(min = 1, max = MOST) final int newWidth,
		@ForAll @IntRange(min = 1, max = MOST) final int newHeight, @ForAll final Random random) {
		final Img<FloatType> picture = Noise.fill(Pictures.create(width, height), random);
		final Img<FloatType> whole = Resampling.resize(Views.translate(picture, 3, 4, 0), kernel,
			newWidth, newHeight);
		final Interval window = piece(newWidth, newHeight, random);
		final Resampling resampling = new Resampling(kernel, width, height, newWidth, newHeight);
		assertArrayEquals(Pictures.read(whole, window), resampling.apply(picture, window));
	}

	@Property(tries = 300)
	void whatIsComputableNeedsNoMore(@ForAll final Kernel kernel,
		@ForAll @IntRange(min = 1, max = MOST) final int width,
		@ForAll @IntRange(min = 1, max = MOST) final int height,
		@ForAll @IntRange(min = 1, max = MOST) final int newWidth,
		@ForAll @IntRange(min = 1, max = MOST) final int newHeight, @ForAll final Random random) {
		final Interval place = piece(width, height, random);
		final Resampling resampling = new Resampling(kernel, width, height, newWidth, newHeight);
		final Interval window = resampling.computable(place);
		if (Intervals.isEmpty(window)) return;
		assertTrue(Intervals.contains(place, resampling.needed(window)));
		final Img<FloatType> picture = Noise.fill(Pictures.create(width, height), random);
		assertArrayEquals(resampling.apply(picture, window),
			resampling.apply(Pictures.read(picture, place), place, window));
	}

	@Test
	void allOfTheSourceMakesAllOfTheTargetComputable() {
		for (final Kernel kernel : Kernel.values()) {
			final Resampling resampling = new Resampling(kernel, 17, 9, 40, 5);
			assertTrue(Intervals.equals(new FinalInterval(40, 5),
				resampling.computable(new FinalInterval(17, 9))));
		}
	}

	@Property(tries = 100)
	void areaByAWholeFactorIsTheMeanOfBlocks(@ForAll @IntRange(min = 1, max = 6) final int factor,
		@ForAll @IntRange(min = 1, max = 6) final int width,
		@ForAll @IntRange(min = 1, max = 6) final int height) {
		final int wide = factor * width;
		final float[] block = Noise.floats(wide * factor * height, new Random(5));
		final float[] result = Resampling.resize(block, factor * height, wide, Kernel.AREA, height,
			width);
		for (int i = 0; i < result.length; i++) {
			double sum = 0;
			for (int k = 0; k < factor * factor; k++) {
				sum += block[(i / width * factor + k / factor) * wide + i % width * factor + k % factor];
			}
			assertEquals(sum / (factor * factor), result[i], 1e-6);
		}
	}

	@Property(tries = 200)
	void areaKeepsTheMeanAtAnyFactor(@ForAll @IntRange(min = 1, max = MOST) final int width,
		@ForAll @IntRange(min = 1, max = MOST) final int newWidth) {
		final float[] block = Noise.floats(width * 7, new Random(6));
		final float[] result = Resampling.resize(block, 7, width, Kernel.AREA, 4, newWidth);
		assertEquals(mean(block), mean(result), 1e-6);
	}

	@Property(tries = 100)
	void straightSlopesStayStraightAwayFromTheBorder(
		@ForAll @IntRange(min = 12, max = 40) final int width,
		@ForAll @IntRange(min = 12, max = 60) final int newWidth) {
		final float[] slope = new float[width];
		for (int x = 0; x < width; x++) {
			slope[x] = x + 0.5f;
		}
		final double scale = (double) width / newWidth;
		final float[] linear = Resampling.resize(slope, 1, width, Kernel.BILINEAR, 1, newWidth);
		final float[] area = Resampling.resize(slope, 1, width, Kernel.AREA, 1, newWidth);
		for (int x = 0; x < newWidth; x++) {
			final double centre = (x + 0.5) * scale;
			if (centre < 1 || centre > width - 1) continue;
			assertEquals(centre, linear[x], 1e-4);
			assertEquals(centre, area[x], 0.5);
		}
	}

	/** Numbers worked out by hand from the formula, a = -0.75, at fractions 1/4 and 3/4. */
	@Test
	void bicubicIsTorchs() {
		final double far = -0.75 * (Math.pow(1.75, 3) - 5 * Math.pow(1.75, 2) + 8 * 1.75 - 4);
		final double near = 1.25 * Math.pow(0.75, 3) - 2.25 * Math.pow(0.75, 2) + 1;
		final double nearest = 1.25 * Math.pow(0.25, 3) - 2.25 * Math.pow(0.25, 2) + 1;
		final double other = -0.75 * (Math.pow(1.25, 3) - 5 * Math.pow(1.25, 2) + 8 * 1.25 - 4);
		final float[] impulse = {0, 0, 0, 1, 0, 0, 0};
		final float[] result = Resampling.resize(impulse, 1, 7, Kernel.BICUBIC, 1, 14);
		final double[] around = {far, other, near, nearest, nearest, near, other, far};
		for (int i = 0; i < around.length; i++) {
			assertEquals(around[i], result[3 + i], 1e-6);
		}
	}

	/** The first of doubled pixels lies at -1/4: its two taps beyond the border fold back. */
	@Test
	void bicubicRepeatsTheOutermostPixel() {
		final double inner = -0.75 * (Math.pow(1.25, 3) - 5 * Math.pow(1.25, 2) + 8 * 1.25 - 4);
		final float[] result = Resampling.resize(new float[]{1, 0, 0, 0}, 1, 4, Kernel.BICUBIC, 1,
			8);
		assertEquals(1 - inner, result[0], 1e-6);
	}

	@Test
	void lanczosDoesNotAlias() {
		final float[] stripes = new float[256];
		for (int x = 0; x < stripes.length; x++) {
			stripes[x] = x % 2;
		}
		final float[] result = Resampling.resize(stripes, 1, 256, Kernel.LANCZOS, 1, 100);
		for (int x = 5; x < 95; x++) {
			assertEquals(0.5, result[x], 0.02);
		}
	}

	@Test
	void lanczosIsSeparableAndSymmetric() {
		final float[] impulse = new float[81];
		impulse[40] = 1;
		final float[] result = Resampling.resize(impulse, 9, 9, Kernel.LANCZOS, 21, 21);
		for (int i = 0; i < result.length; i++) {
			assertEquals(result[i], result[result.length - 1 - i], 1e-6);
			assertEquals(result[i], result[i % 21 * 21 + i / 21], 1e-6);
		}
	}

	@Test
	void threadsDoNotChangeAnything() {
		final float[] block = Noise.floats(3 * 61 * 47, new Random(7));
		for (final Kernel kernel : Kernel.values()) {
			final float[] many = Resampling.resize(block, 61, 47, kernel, 33, 100);
			assertArrayEquals(many, Parallelization
				.runSingleThreaded(() -> Resampling.resize(block, 61, 47, kernel, 33, 100)));
		}
	}

	@Test
	void missingPixelsAreNoticed() {
		final Resampling resampling = new Resampling(Kernel.AREA, 8, 8, 4, 4);
		assertThrows(IllegalArgumentException.class,
			() -> resampling.apply(new float[16], new FinalInterval(4, 4), new FinalInterval(3, 2)));
		assertThrows(IllegalArgumentException.class, () -> new Resampling(Kernel.AREA, 8, 8, 0, 4));
	}

	private static Interval piece(final int width, final int height, final Random random) {
		final int x = random.nextInt(width);
		final int y = random.nextInt(height);
		return FinalInterval.createMinSize(x, y, 1 + random.nextInt(width - x),
			1 + random.nextInt(height - y));
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += value;
		}
		return sum / values.length;
	}
}
