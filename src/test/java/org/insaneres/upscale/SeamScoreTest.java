/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Blur;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seams that are there are found; those that are not, are not. */
class SeamScoreTest {

	private static final int WIDTH = 400;
	private static final int HEIGHT = 256;
	private static final int PIXELS = WIDTH * HEIGHT;
	private static final Interval ALL = new FinalInterval(WIDTH, HEIGHT);
	private static final Borders BORDERS = new Borders(List.of(160, 280), List.of(128));
	private static final int GRID = 8;

	/** Grain of some coarseness, stronger here than there, on blocks that show a little. */
	private static float[] grain(final long seed, final double coarse, final double amplitude) {
		final Random random = new Random(seed);
		final float[] noise = new float[PIXELS];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = (float) random.nextGaussian();
		}
		final float[] soft = Pictures.read(Blur.gaussian(Pictures.wrap(noise, ALL), coarse));
		double square = 0;
		for (final float value : soft) {
			square += value * value / soft.length;
		}
		for (int i = 0; i < soft.length; i++) {
			final int x = i % WIDTH;
			final int y = i / WIDTH % HEIGHT;
			final double here = 0.2 + Math.pow(Math.sin(x * 0.01 + seed), 2) + y / 300.0;
			final double block = (x / 4 * 31 + y / 4 * 17) % 5 * 0.1;
			soft[i] = (float) ((soft[i] / Math.sqrt(square) * here + block) * amplitude / 255);
		}
		final float[] grey = Arrays.copyOf(soft, 3 * PIXELS);
		System.arraycopy(soft, 0, grey, PIXELS, PIXELS);
		System.arraycopy(soft, 0, grey, 2 * PIXELS, PIXELS);
		return grey;
	}

	private static float[] ramp() {
		final float[] ramp = new float[3 * PIXELS];
		for (int i = 0; i < ramp.length; i++) {
			ramp[i] = (float) (0.1 + 0.7 * (i % WIDTH) / WIDTH + 0.1 * (i / WIDTH % HEIGHT) / HEIGHT);
		}
		return ramp;
	}

	/** Every other tile is lighter by so many grey levels. */
	private static void lighten(final float[] picture, final double step) {
		final IntUnaryOperator column = x -> x < 160 ? 0 : x < 280 ? 1 : 2;
		for (int i = 0; i < picture.length; i++) {
			final int tile = column.applyAsInt(i % WIDTH) + (i / WIDTH % HEIGHT < 128 ? 0 : 1);
			if (tile % 2 == 1) picture[i] += (float) (step / 255);
		}
	}

	private static SeamScore score(final float[] painted, final float[] plain) {
		final float[] sum = painted.clone();
		for (int i = 0; i < sum.length; i++) {
			sum[i] += plain[i];
		}
		return SeamScore.of(wrap(sum), wrap(plain), BORDERS, GRID);
	}

	private static RandomAccessibleInterval<FloatType> wrap(final float[] block) {
		return Pictures.wrap(block, ALL);
	}

	@ParameterizedTest
	@CsvSource({"0, 6", "1, 3", "3, 2"})
	void withoutSeamsEveryPIsAsLikelyAsAnyOther(final double coarse, final double amplitude) {
		final int tries = 40;
		int low = 0;
		int half = 0;
		for (int seed = 0; seed < tries; seed++) {
			final SeamScore score = score(grain(seed, coarse, amplitude), ramp());
			if (score.p() <= 0.05) low++;
			if (score.p() <= 0.5) half++;
		}
		// Binomial: 2 +- 1.4 and 20 +- 3.2
		assertTrue(low <= 7, low + " of " + tries + " below 0.05");
		assertTrue(half >= 9 && half <= 31, half + " of " + tries + " below 0.5");
	}

	/** Borders near to each other, as fused tiles have them, make no difference. */
	@Test
	void bordersSideBySideAreNotMoreLikely() {
		final Borders close = new Borders(List.of(184, 200, 216), List.of(112, 128, 144));
		int low = 0;
		int half = 0;
		for (int seed = 0; seed < 40; seed++) {
			final double p = SeamScore.of(wrap(grain(seed, 0.5, 4)), wrap(new float[3 * PIXELS]), close,
				GRID).p();
			if (p <= 0.05) low++;
			if (p <= 0.5) half++;
		}
		assertTrue(low <= 7 && half >= 9 && half <= 31, low + " and " + half + " of 40");
	}

	@ParameterizedTest
	@CsvSource({"0.5, 0, 3", "0.5, 1, 1", "1, 0, 6", "1, 1, 2", "1, 2, 1.5"})
	void tonesOfTilesThatDifferAreFound(final double step, final double coarse,
		final double amplitude) {
		for (int seed = 0; seed < 5; seed++) {
			final float[] painted = grain(seed, coarse, amplitude);
			lighten(painted, step);
			final SeamScore score = score(painted, ramp());
			assertTrue(score.p() < 0.01, seed + " " + score.text());
			assertTrue(score.excess() > 0.5 * step && score.excess() < 1.1 * step, score.text());
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = {0.5, 1, -0.7})
	void stepsShowOnPlainRampsAndFlats(final double step) {
		final float[] painted = new float[3 * PIXELS];
		lighten(painted, step);
		for (final float[] plain : new float[][]{ramp(), new float[3 * PIXELS]}) {
			final SeamScore score = score(painted, plain);
			assertTrue(score.p() < 0.01, score.text());
			assertEquals(Math.abs(step), score.excess(), 0.06);
		}
	}

	/** Tiles that do not share their grain meet at a sharp cut, though their tones agree. */
	@Test
	void cutsThroughTextureAreFound() {
		final float[] painted = grain(1, 3, 4);
		final float[] other = grain(2, 3, 4);
		for (int i = 0; i < painted.length; i++) {
			final int x = i % WIDTH;
			if (x >= 160 && x < 280) painted[i] = other[i];
		}
		final SeamScore score = score(painted, ramp());
		assertTrue(score.p() < 0.05, score.text());
	}

	@Test
	void nothingPaintedHasNoSeams() {
		final SeamScore score = score(new float[3 * PIXELS], ramp());
		assertEquals(new SeamScore(0, 1, 1, 3), score);
	}

	/** Contours of the picture itself along borders are no seams. */
	@Test
	void contoursOfThePictureAreNoSeams() {
		final float[] plain = ramp();
		lighten(plain, 80);
		int low = 0;
		for (int seed = 0; seed < 20; seed++) {
			if (score(grain(seed, 1, 3), plain).p() <= 0.05) low++;
		}
		assertTrue(low <= 4, low + " of 20");
	}

	@Test
	void picturesWithoutBordersOrTooSmallHaveNone() {
		final float[] painted = grain(1, 1, 3);
		assertEquals(1, SeamScore.of(wrap(painted), wrap(ramp()), Borders.NONE, GRID).p());
		final RandomAccessibleInterval<FloatType> tiny = Pictures.create(20, 9);
		final SeamScore score = SeamScore.of(tiny, tiny, new Borders(List.of(10), List.of(4)), GRID);
		assertEquals(new SeamScore(0, 1, 1, 0), score);
	}
}
