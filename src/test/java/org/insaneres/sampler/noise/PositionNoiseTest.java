/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.junit.jupiter.api.Test;

class PositionNoiseTest {

	@Property
	void anyCropHasTheNoiseOfTheWhole(@ForAll final long seed,
		@ForAll @IntRange(min = -1000, max = 1000) final int originX,
		@ForAll @IntRange(min = -1000, max = 1000) final int originY,
		@ForAll @IntRange(min = 0, max = 12) final int left,
		@ForAll @IntRange(min = 0, max = 9) final int top,
		@ForAll @IntRange(min = 1, max = 8) final int width,
		@ForAll @IntRange(min = 1, max = 7) final int height,
		@ForAll @IntRange(min = 1, max = 9) final int channels) {
		final Noise whole = new PositionNoise(seed, channels, 16, 20, originX, originY);
		final Noise crop = new PositionNoise(seed, channels, height, width, originX + left,
			originY + top);
		for (int draw = 0; draw < 3; draw++) {
			final Latent all = whole.next(2, 1);
			final Latent part = crop.next();
			for (int c = 0; c < channels; c++) {
				for (int y = 0; y < height; y++) {
					for (int x = 0; x < width; x++) {
						assertEquals(all.data()[(c * 16 + top + y) * 20 + left + x],
							part.data()[(c * height + y) * width + x]);
					}
				}
			}
		}
	}

	@Property(tries = 100)
	void variationsDoNotDependOnTheCropEither(@ForAll final long seed, @ForAll final long subseed,
		@ForAll @IntRange(min = 0, max = 10) final int left) {
		final Variation variation = new Variation(subseed, 0.3);
		final Noise whole = variation.open(NoiseSource.POSITION, seed, 4, 6, 12, 0, 0);
		final Noise crop = variation.open(NoiseSource.POSITION, seed, 4, 6, 2, left, 0);
		for (int draw = 0; draw < 2; draw++) {
			final Latent all = whole.next();
			final Latent part = crop.next();
			for (int row = 0; row < 24; row++) {
				assertEquals(all.data()[row * 12 + left], part.data()[row * 2]);
			}
		}
	}

	@Test
	void isNormal() {
		final float[] values = new PositionNoise(7, 4, 300, 300, -150, 20).next().data();
		double sum = 0;
		double squares = 0;
		double fourth = 0;
		double neighbours = 0;
		double channels = 0;
		for (int i = 0; i < values.length; i++) {
			final double v = values[i];
			sum += v;
			squares += v * v;
			fourth += v * v * v * v;
			neighbours += i > 0 ? v * values[i - 1] : 0;
			channels += i >= 90000 ? v * values[i - 90000] : 0;
		}
		final double n = values.length;
		assertEquals(0, sum / n, 0.008, "mean");
		assertEquals(1, squares / n, 0.012, "variance");
		assertEquals(3, fourth / n, 0.1, "kurtosis");
		assertEquals(0, neighbours / n, 0.008, "correlation of neighbours");
		assertEquals(0, channels / n, 0.008, "correlation of channels");
	}

	@Test
	void drawsAndSeedsDiffer() {
		final Noise noise = new PositionNoise(1, 1, 1, 1, 0, 0);
		final float first = noise.next().data()[0];
		assertNotEquals(first, noise.next().data()[0]);
		assertNotEquals(first, new PositionNoise(1L << 32 | 1, 1, 1, 1, 0, 0).next().data()[0]);
	}
}
