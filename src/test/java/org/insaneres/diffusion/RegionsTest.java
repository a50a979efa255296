/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words and strengths from place to place, with a tiny model of the usual architecture. */
class RegionsTest {

	private static final int SIDE = 64;
	private static final Interval ALL = new FinalInterval(SIDE, SIDE);
	private static final int STEPS = 6;

	private static DiffusionModel model;
	private static RandomAccessibleInterval<FloatType> picture;

	@BeforeAll
	static void open() {
		model = ModelFolder.open(Path.of(System.getProperty("tinymodels"), "models/sd15"),
			Monitor.NONE);
		final float[] block = new float[3 * SIDE * SIDE];
		final Random random = new Random(4);
		for (int i = 0; i < block.length; i++) {
			block[i] = (float) (0.5 + 0.3 * Math.sin(i % SIDE * 0.2) + 0.1 * random.nextDouble());
		}
		picture = Pictures.wrap(block, ALL);
	}

	@AfterAll
	static void close() {
		model.close();
	}

	private static ImageToImage painter(final String sampler, final double strength,
		final String prompt, final double guidance) {
		return ImageToImage.with(model, new GenerationSettings(strength, STEPS, guidance, sampler,
			"Automatic", 7, "Position", "diffusers", "A1111", 1, -1, prompt, "blurry"), Monitor.NONE);
	}

	private static float[] run(final ImageToImage painter, final Regions regions) {
		return Pictures
			.read(painter.run(new Brief(picture, null, null, regions), 7, Monitor.NONE));
	}

	private static RandomAccessibleInterval<FloatType> mask(final IntToDoubleFunction column) {
		final float[] mask = new float[SIDE * SIDE];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = (float) column.applyAsDouble(i % SIDE);
		}
		return Pictures.wrap(mask, ALL);
	}

	private static Regions words(final RandomAccessibleInterval<FloatType> mask, final Words words) {
		return new Regions(null, List.of(new Regions.Part(mask, words)));
	}

	@ParameterizedTest
	@CsvSource({"1, Euler", "4, Euler", "4, DDIM CFG++"})
	void wordsEverywhereAreThePrompt(final double guidance, final String sampler) {
		final ImageToImage dog = painter(sampler, 0.7, "a dog", guidance);
		final ImageToImage cat = painter(sampler, 0.7, "a cat", guidance);
		final Words words = dog.words("a cat", "", Monitor.NONE);
		assertArrayEquals(run(cat, Regions.NONE), run(dog, words(mask(x -> 1), words)));
		assertArrayEquals(run(dog, Regions.NONE), run(dog, words(mask(x -> 0), words)));
	}

	@Test
	void theNegativeIsThatOfTheRegionOrTheUsualOne() {
		final ImageToImage painter = painter("Euler", 0.7, "a dog", 4);
		final float[] usual = run(painter, Regions.NONE);
		assertArrayEquals(usual,
			run(painter, words(mask(x -> 1), painter.words("a dog", "", Monitor.NONE))));
		assertTrue(difference(usual, run(painter,
			words(mask(x -> 1), painter.words("a dog", "red", Monitor.NONE))), 0, SIDE) > 1e-4);
	}

	@Test
	void laterRegionsLieOverEarlierOnes() {
		final ImageToImage painter = painter("Euler", 0.7, "a dog", 1);
		final Words cat = painter.words("a cat", "", Monitor.NONE);
		final Words car = painter.words("a red car", "", Monitor.NONE);
		final Regions both = new Regions(null,
			List.of(new Regions.Part(mask(x -> 1), cat), new Regions.Part(mask(x -> 1), car)));
		assertArrayEquals(run(painter, words(mask(x -> 1), car)), run(painter, both));
	}

	/**
	 * With samplers of one evaluation a step, a place that joins late is the picture of a shorter
	 * run.
	 */
	@ParameterizedTest
	@CsvSource({"Euler, 1", "Euler, 2", "Euler, 4", "DDIM, 3"})
	void aShareOfTheStrengthIsARunOfFewerSteps(final String sampler, final int steps) {
		final float[] shorter = run(painter(sampler, (double) steps / STEPS, "a dog", 1),
			Regions.NONE);
		final double share = (double) steps / STEPS;
		final float[] gradual = run(painter(sampler, 1, "a dog", 1),
			new Regions(mask(x -> share), List.of()));
		assertArrayEquals(shorter, gradual, 2e-3f);
	}

	@ParameterizedTest
	@ValueSource(strings = {"Euler", "Euler a", "DPM++ 2M", "DPM++ SDE", "UniPC", "LCM"})
	void strengthZeroStaysBitForBitAndOneIsNoMap(final String sampler) {
		final ImageToImage painter = painter(sampler, 0.8, "a dog", 1);
		final float[] half = run(painter,
			new Regions(mask(x -> x < SIDE / 2 ? 0 : 1), List.of()));
		final float[] before = Pictures.read(picture);
		for (int i = 0; i < before.length; i++) {
			if (i % SIDE < SIDE / 2) assertEquals(before[i], half[i]);
		}
		assertTrue(difference(before, half, SIDE / 2, SIDE) > 1e-3);
		assertArrayEquals(run(painter, Regions.NONE),
			run(painter, new Regions(mask(x -> 1), List.of())), 1e-6f);
		assertArrayEquals(before, run(painter, new Regions(mask(x -> 0), List.of())));
	}

	/** Small changes of strength make small changes of the picture: no contours appear. */
	@Test
	void theResultFollowsTheStrengthWithoutJumps() {
		final ImageToImage painter = painter("Euler", 1, "a dog", 1);
		float[] last = Pictures.read(picture);
		final double whole = difference(last, run(painter, Regions.NONE), 0, SIDE);
		final int parts = 60;
		for (int k = 1; k <= parts; k++) {
			final double share = (double) k / parts;
			final float[] next = run(painter, new Regions(mask(x -> share), List.of()));
			assertTrue(difference(last, next, 0, SIDE) < 0.25 * whole, "at " + share);
			last = next;
		}
	}

	@Test
	void partsThatStayAreNotAskedFor() {
		final int[] asked = {0};
		final float[] strength = new float[SIDE];
		Arrays.fill(strength, 0, SIDE / 2, 0.5f);
		final var original = new Latent(1, 8, 8);
		final double[] sigmas = {8, 4, 2, 1, 0};
		final Windows windows = new Gradual(original, strength, sigmas)
			.sparing((x, y, width, height) -> (noisy, sigma) -> {
				asked[0]++;
				return noisy;
			});
		final var half = new Latent(1, 4, 8);
		for (final double sigma : new double[]{8, 4, 2, 1}) {
			windows.at(0, 0, 8, 4).denoise(half, sigma);
			windows.at(0, 4, 8, 4).denoise(half, sigma);
		}
		assertEquals(2, asked[0]);
	}

	private static double difference(final float[] a, final float[] b, final int from,
		final int to) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			if (i % SIDE >= from && i % SIDE < to) sum += Math.abs(a[i] - b[i]);
		}
		return sum / a.length;
	}
}
