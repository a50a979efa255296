/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class MasksTest {

	@Property(tries = 200)
	void distancesAreExact(@ForAll @IntRange(min = 1, max = 20) final int width,
		@ForAll @IntRange(min = 1, max = 20) final int height,
		@ForAll @DoubleRange(max = 0.3) final double density, @ForAll final Random random) {
		final boolean[] seeds = seeds(width * height, density, random);
		final double[] squares = DistanceTransform.squared(seeds, width, height);
		for (int i = 0; i < seeds.length; i++) {
			double nearest = Double.POSITIVE_INFINITY;
			for (int j = 0; j < seeds.length; j++) {
				final int dx = i % width - j % width;
				final int dy = i / width - j / width;
				if (seeds[j]) nearest = Math.min(nearest, dx * dx + dy * dy);
			}
			assertEquals(nearest, squares[i]);
		}
	}

	@Property(tries = 300)
	void featheringOnlyTakesAway(@ForAll @IntRange(min = 1, max = 30) final int width,
		@ForAll @IntRange(min = 1, max = 30) final int height,
		@ForAll @DoubleRange(max = 20) final double feather,
		@ForAll @DoubleRange(min = 0.5, max = 1) final double density, @ForAll final Random random) {
		final boolean[] selected = seeds(width * height, density, random);
		final float[] mask = new float[selected.length];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = selected[i] ? 0.25f + 0.75f * random.nextFloat() : 0;
		}
		final float[] soft = Pictures.read(
			Masks.feather(Pictures.wrap(mask, FinalInterval.createMinSize(2, 3, width, height)),
				feather));
		final boolean[] outside = new boolean[mask.length];
		for (int i = 0; i < mask.length; i++) {
			outside[i] = !selected[i];
			assertTrue(soft[i] >= 0 && soft[i] <= mask[i]);
		}
		final double[] squares = DistanceTransform.squared(outside, width, height);
		for (final int[] island : Islands.of(selected, width)) {
			double thickest = 1;
			for (final int i : island) {
				thickest = Math.max(thickest, Math.sqrt(squares[i]));
			}
			for (final int i : island) {
				final double distance = Math.sqrt(squares[i]);
				if (distance == thickest || distance >= feather + 1) assertEquals(mask[i], soft[i]);
				else if (feather > 0 && distance == 1) assertEquals(0, soft[i]);
			}
		}
	}

	@Test
	void featherRisesInward() {
		final Img<FloatType> mask = rectangle(40, 40, 5, 5, 30, 30);
		final RandomAccessibleInterval<FloatType> soft = Masks.feather(mask, 8);
		final float[] row = Pictures.read(soft, FinalInterval.createMinSize(4, 20, 11, 1));
		assertEquals(0, row[0]);
		assertEquals(0, row[1]);
		for (int i = 2; i < 10; i++) {
			assertTrue(row[i] > row[i - 1]);
		}
		assertEquals(0.5, row[5], 1e-6);
		assertEquals(1, row[9]);
		assertEquals(1, row[10]);
	}

	@Test
	void everyIslandReachesItsOwnMaximum() {
		final Img<FloatType> mask = rectangle(60, 30, 2, 2, 25, 25);
		Views.interval(mask, FinalInterval.createMinSize(40, 10, 5, 5)).forEach(FloatType::setOne);
		Views.interval(mask, FinalInterval.createMinSize(55, 10, 1, 2)).forEach(FloatType::setOne);
		final RandomAccessibleInterval<FloatType> soft = Masks.feather(mask, 10);
		assertEquals(1, soft.getAt(42, 12).get());
		assertEquals(0, soft.getAt(40, 12).get());
		assertEquals(1, soft.getAt(55, 10).get());
		assertEquals(1, soft.getAt(14, 14).get());
	}

	@Test
	void allSelectedHasNoEdge() {
		final Img<FloatType> mask = rectangle(9, 7, 0, 0, 9, 7);
		assertArrayEquals(Pictures.read(mask), Pictures.read(Masks.feather(mask, 5)));
	}

	@Property(tries = 100)
	void dilatingIsADisc(@ForAll @IntRange(min = 0, max = 24) final int x,
		@ForAll @IntRange(min = 0, max = 24) final int y,
		@ForAll @DoubleRange(max = 8) final double radius) {
		final Img<FloatType> mask = rectangle(25, 25, x, y, 1, 1);
		final float[] grown = Pictures.read(Masks.dilate(mask, radius));
		for (int i = 0; i < grown.length; i++) {
			final double distance = Math.hypot(i % 25 - x, i / 25 - y);
			if (Math.abs(distance - radius) > 1e-9) {
				assertEquals(distance < radius ? 1 : 0, grown[i]);
			}
		}
	}

	@Test
	void dilatingNothingIsNothing() {
		final Img<FloatType> mask = Pictures.createMask(6, 4);
		assertArrayEquals(new float[24], Pictures.read(Masks.dilate(mask, 100)));
	}

	@Test
	void boundsAreTight() {
		final RandomAccessibleInterval<FloatType> mask = Views
			.translate(rectangle(20, 10, 4, 3, 7, 2), 100, 200);
		assertTrue(
			Intervals.equals(FinalInterval.createMinSize(104, 203, 7, 2), Masks.bounds(mask).get()));
		assertTrue(Masks.bounds(Pictures.createMask(3, 3)).isEmpty());
	}

	@Property(tries = 100)
	void reductionIsMeanAndMaximum(@ForAll @IntRange(min = 1, max = 20) final int width,
		@ForAll @IntRange(min = 1, max = 20) final int height,
		@ForAll @IntRange(min = 1, max = 8) final int factor) {
		final Img<FloatType> mask = Noise.fill(Pictures.createMask(width, height), new Random(8));
		final Img<FloatType> mean = Masks.mean(mask, factor);
		final Img<FloatType> max = Masks.max(mask, factor);
		assertEquals((width + factor - 1) / factor, mean.dimension(0));
		assertEquals((height + factor - 1) / factor, max.dimension(1));
		for (int v = 0; v < mean.dimension(1); v++) {
			for (int u = 0; u < mean.dimension(0); u++) {
				double sum = 0;
				float greatest = 0;
				int count = 0;
				for (final FloatType value : Views.interval(mask, Intervals.intersect(mask,
					FinalInterval.createMinSize(u * factor, v * factor, factor, factor)))) {
					sum += value.get();
					greatest = Math.max(greatest, value.get());
					count++;
				}
				assertEquals(sum / count, mean.getAt(u, v).get(), 1e-6);
				assertEquals(greatest, max.getAt(u, v).get());
			}
		}
	}

	private static boolean[] seeds(final int count, final double density, final Random random) {
		final boolean[] seeds = new boolean[count];
		for (int i = 0; i < count; i++) {
			seeds[i] = random.nextDouble() < density;
		}
		return seeds;
	}

	private static Img<FloatType> rectangle(final int width, final int height, final int x,
		final int y, final int w, final int h) {
		final Img<FloatType> mask = Pictures.createMask(width, height);
		Views.interval(mask, FinalInterval.createMinSize(x, y, w, h)).forEach(FloatType::setOne);
		return mask;
	}
}
