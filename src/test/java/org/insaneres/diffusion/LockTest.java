/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.picture.Blur;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Lazily;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.sampler.Latent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lock promises, for any size and any model. */
class LockTest {

	private static final double GREY_LEVEL = 1 / 255.0;

	private static RandomAccessibleInterval<FloatType> noise(final long w, final long h,
		final double softness, final long seed) {
		final float[] block = new float[(int) (3 * w * h)];
		final Random random = new Random(seed);
		for (int i = 0; i < block.length; i++) {
			block[i] = (float) (0.5 + 0.2 * random.nextGaussian());
		}
		return Blur.gaussian(Pictures.wrap(block, new FinalInterval(w, h)), softness);
	}

	/** To a step of 16 bits, even for noise. */
	@Property(tries = 60, seed = "11")
	void scaledDownAgainTheResultIsTheSource(@ForAll @IntRange(min = 1, max = 40) final int w,
		@ForAll @IntRange(min = 1, max = 40) final int h,
		@ForAll @DoubleRange(min = 1.2, max = 5) final double scale, @ForAll final long seed) {
		final long width = Math.round(w * scale);
		final long height = Math.round(h * scale);
		final var source = between(noise(w, h, 0, seed));
		final float[] painted = Pictures.read(noise(width, height, 1, ~seed));
		final Interval all = new FinalInterval(width, height);
		final float[] locked = new Lock(source, width, height, 1).finish(painted, all);
		final float[] again = Pictures
			.read(Resampling.resize(Pictures.wrap(locked, all), Kernel.AREA, w, h));
		assertArrayEquals(Pictures.read(source), again, 1f / 65535, "x " + scale);
	}

	private static RandomAccessibleInterval<FloatType> between(
		final RandomAccessibleInterval<FloatType> picture) {
		final float[] block = Pictures.read(picture);
		for (int i = 0; i < block.length; i++) {
			block[i] = Math.min(Math.max(0.5f + 0.2f * (block[i] - 0.5f), 0.3f), 0.7f);
		}
		return Pictures.wrap(block, picture);
	}

	/** White stays white and black black, though a network painted grain over it. */
	/** Nothing can be whiter than white there to make up for what is not white. */
	@ParameterizedTest
	@ValueSource(ints = {2, 3, 4})
	void blackAndWhiteComeBack(final int factor) {
		final int side = 150;
		final float[] source = new float[3 * side * side];
		for (int i = 0; i < source.length; i++) {
			source[i] = (i % side / 3 + i / side / 5) % 2;
		}
		final Random random = new Random(6);
		final float[] painted = new float[source.length * factor * factor];
		for (int i = 0; i < painted.length; i++) {
			painted[i] = random.nextFloat();
		}
		final Interval small = new FinalInterval(side, side);
		final Interval large = new FinalInterval(side * factor, side * factor);
		final float[] finished = new Lock(Pictures.wrap(source, small), side * factor, side * factor, 1)
			.finish(painted, large);
		final float[] back = new Resampling(Kernel.AREA, side * factor, side * factor, side, side)
			.apply(finished, large, small);
		double sum = 0;
		for (int i = 0; i < back.length; i++) {
			sum += Math.abs(back[i] - source[i]);
		}
		final double levels = 255 * sum / back.length;
		assertTrue(levels < 0.1, levels + " grey levels");
	}

	@Test
	void saturatedPlacesAgreeAfterClipping() {
		final float[] values = new float[3 * 24 * 24];
		for (int i = 0; i < values.length; i++) {
			values[i] = i % 24 < 8 ? 0 : i % 24 < 16 ? 1 : 0.5f;
		}
		final var source = Pictures.wrap(values, new FinalInterval(24, 24));
		final Interval all = new FinalInterval(48, 48);
		final float[] painted = Pictures.read(Resampling.resize(source, Kernel.LANCZOS, 48, 48));
		final Random random = new Random(8);
		for (int i = 0; i < painted.length; i++) {
			painted[i] += (float) (0.1 * random.nextGaussian());
		}
		final float[] locked = new Lock(source, 48, 48, 1).finish(painted, all);
		for (final float value : locked) {
			assertTrue(value >= 0 && value <= 1);
		}
		assertTrue(difference(source, Pictures.wrap(locked, all)) < 0.2 * GREY_LEVEL);
	}

	/** Where windows overlap, and far enough from their edges, they get the same. */
	@Property(tries = 40, seed = "12")
	void windowsAgree(@ForAll @DoubleRange(min = 1.05, max = 4) final double scale,
		@ForAll @IntRange(min = 0, max = 24) final int shift, @ForAll final long seed) {
		final int side = 160;
		final long small = Math.round(side / scale);
		final Lock lock = new Lock(noise(small, small, 0, seed), side, side, 1);
		final var painted = noise(side, side, 1, ~seed);
		final Interval left = FinalInterval.createMinSize(0, 8, 96, 96);
		final Interval right = FinalInterval.createMinSize(32 + shift, 8, 96, 96);
		final Interval inner = FinalInterval.createMinMax(32 + shift + 24, 40, 95 - 24, 71);
		if (inner.dimension(0) < 1) return;
		final float[] a = Pictures.read(Pictures
			.wrap(lock.once(Pictures.read(painted, left), left), left), inner);
		final float[] b = Pictures.read(Pictures
			.wrap(lock.once(Pictures.read(painted, right), right), right), inner);
		assertArrayEquals(a, b, 1e-5f);
	}

	/** In the latent of another autoencoder, too, windows of one picture get the same. */
	@ParameterizedTest
	@ValueSource(doubles = {1.37, 2, 4})
	void windowsAgreeInTheLatent(final double scale) {
		final int side = 8 * 96;
		final long small = Math.round(side / scale);
		final Lock lock = new Lock(noise(small, small, 0, 1), side, side, 1);
		final var encoded = noise(96, 96, 1, 2);
		final var clean = noise(96, 96, 1, 3);
		final float[][] inner = new float[2][];
		for (int k = 0; k < 2; k++) {
			final Interval window = FinalInterval.createMinSize(21 * k, 13 * k, 64, 64);
			final var change = lock.inLatent(latent(encoded, window), 21 * k, 13 * k, 8);
			inner[k] = Pictures.read(
				Pictures.wrap(change.apply(latent(clean, window)).data(), window),
				FinalInterval.createMinMax(40, 32, 50, 50));
		}
		assertArrayEquals(inner[0], inner[1], 1e-5f);
	}

	private static Latent latent(final RandomAccessibleInterval<FloatType> picture,
		final Interval window) {
		return new Latent(3, 64, 64, Pictures.read(picture, window));
	}

	/** For autoencoders that lose something: close in the latent, exact in the end. */
	@ParameterizedTest
	@ValueSource(strings = {"sd15", "sd2v", "sdxl", "lcm"})
	void otherAutoencodersAreHeldInTheLatentAndExactAtTheEnd(final String name) {
		try (DiffusionModel model = ModelFolder
			.open(Path.of(System.getProperty("tinymodels"), "models", name), Monitor.NONE)) {
			final var source = noise(48, 40, 2, 3);
			final int width = 96;
			final int height = 80;
			final var enlarged = Resampling.resize(source, Kernel.LANCZOS, width, height);
			final ImageToImage painter = ImageToImage.with(model, new GenerationSettings(0.5, 6, 1,
				"Euler", "Automatic", 7, "Position", "A1111", "A1111", 1, -1, "a cat", ""), Monitor.NONE);
			final var free = painter.run(new Brief(enlarged, null, null), 7, Monitor.NONE);
			final var locked = painter.run(
				new Brief(enlarged, null, new Lock(source, width, height, 1)), 7, Monitor.NONE);
			final double before = difference(source, free);
			final double after = difference(source, locked);
			assertTrue(before > 2 * GREY_LEVEL && after < 0.01 * GREY_LEVEL, before + " " + after);
		}
	}

	/** However large the source is. */
	@Test
	void onlyWhatAWindowNeedsIsRead() {
		final AtomicInteger cells = new AtomicInteger();
		final var source = Lazily.picture(20_000, 20_000, cell -> {
			cells.incrementAndGet();
			return new float[(int) (3 * cell.dimension(0) * cell.dimension(1))];
		});
		final Lock lock = new Lock(source, 40_000, 40_000, 1);
		final Interval window = FinalInterval.createMinSize(7000, 9000, 64, 64);
		lock.finish(new float[3 * 64 * 64], window);
		lock.inPicture(null, window); // the codec is for later
		assertTrue(cells.get() <= 4, cells + " cells were read");
	}

	private static double difference(final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> large) {
		final float[] small = Pictures.read(Resampling.resize(large, Kernel.AREA,
			source.dimension(0), source.dimension(1)));
		final float[] was = Pictures.read(source);
		double sum = 0;
		for (int i = 0; i < was.length; i++) {
			sum += Math.abs(was[i] - small[i]);
		}
		return sum / was.length;
	}
}
