/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.real.FloatType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.Monitor;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Lock;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.onnx.Options;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.noise.PositionNoise;
import org.insaneres.sampler.solver.Samplers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fusing promises: neither threads nor the way of cutting show in the result. */
class FusedModeTest {

	private static final double[] SIGMAS = {3, 1.5, 0.7, 0.3, 0};

	private static RandomAccessibleInterval<FloatType> picture(final int width, final int height) {
		final float[] block = new float[3 * width * height];
		final Random random = new Random(9);
		for (int i = 0; i < block.length; i++) {
			block[i] = (float) (0.5 + 0.3 * Math.sin(i % width * 0.1) + 0.1 * random.nextDouble());
		}
		return Pictures.wrap(block, new FinalInterval(width, height));
	}

	private static float[] paint(final Mode mode, final DiffusionModel model, final int width,
		final int height) {
		final var source = picture(width / 2, height / 2);
		final ImageToImage painter = ImageToImage.with(model, StubModel.settings("Euler", 0.5),
			Monitor.NONE);
		return Pictures.read(mode.paint(
			new Enlarged(Resampling.resize(source, Kernel.LANCZOS, width, height), null,
				new Lock(source, width, height, 1)),
			painter, 3, Monitor.NONE));
	}

	@ParameterizedTest
	@ValueSource(ints = {2, 3, 8})
	void theNumberOfThreadsDoesNotShow(final int threads) {
		final Mode mode = new FusedMode(64, 16);
		final Path mini = Path.of("models", "mini");
		try (DiffusionModel one = ModelFolder.open(mini, new Options(1, false), Monitor.NONE);
			DiffusionModel more = ModelFolder.open(mini, new Options(threads, false), Monitor.NONE)) {
			final float[] single = Parallelization
				.runSingleThreaded(() -> paint(mode, one, 152, 104));
			final float[] many = Parallelization.runWithNumThreads(threads,
				() -> paint(mode, more, 152, 104));
			assertArrayEquals(single, many);
		}
	}

	/** Seen by a network of limited sight, a place is the same in any picture and any cut. */
	@ParameterizedTest
	@CsvSource({"Euler, 40, 20, 32, 16", "DPM++ 2M, 48, 24, 64, 16", "Euler a, 40, 20, 24, 12"})
	void insideOfATileTheRestOfTheCutDoesNotShow(final String sampler, final int tile,
		final int overlap, final int other, final int otherOverlap) {
		final Latent whole = sample(sampler, (x, sigma) -> local(x, sigma), 96, 80);
		for (final TilePlan plan : new TilePlan[]{TilePlan.of(96, 80, tile, overlap),
			TilePlan.of(96, 80, other, otherOverlap)}) {
			final Denoiser fused = new FusedDenoiser((x, y, w, h) -> FusedModeTest::local, plan,
				(t, latent) -> {});
			assertArrayEquals(whole.data(), sample(sampler, fused, 96, 80).data(), 2e-3f);
		}
		final TilePlan smaller = TilePlan.of(70, 80, tile, overlap);
		final Latent cropped = sample(sampler, new FusedDenoiser(
			(x, y, w, h) -> FusedModeTest::local, smaller, (t, latent) -> {}), 70, 80);
		for (int y = 0; y < 80; y++) {
			for (int x = 0; x < 70 - 12; x++) {
				assertEquals(whole.data()[y * 96 + x], cropped.data()[y * 70 + x], 2e-3f);
			}
		}
	}

	/** The same for any cut into windows that share half of themselves or more. */
	@Property(tries = 25)
	void noCutShows(@ForAll @IntRange(min = 40, max = 110) final int width,
		@ForAll @IntRange(min = 1, max = 90) final int height,
		@ForAll @IntRange(min = 10, max = 40) final int half) {
		final Denoiser fused = new FusedDenoiser((x, y, w, h) -> FusedModeTest::local,
			TilePlan.of(width, height, 2 * half, half), (t, latent) -> {});
		assertArrayEquals(sample("Euler", FusedModeTest::local, width, height).data(),
			sample("Euler", fused, width, height).data(), 2e-3f);
	}

	/** Noise keyed by position, whatever is painted. */
	private static Latent sample(final String sampler, final Denoiser denoiser, final int width,
		final int height) {
		final PositionNoise noise = new PositionNoise(5, 1, height, width, 0, 0);
		return Samplers.named(sampler).sample(denoiser, noise.next(0, 0).times(SIGMAS[0]), SIGMAS,
			noise, (done, count, x, clean) -> {});
	}

	/** Looks one pixel around. */
	private static Latent local(final Latent x, final double sigma) {
		final int w = x.width();
		final float[] in = x.data();
		final float[] out = new float[in.length];
		for (int i = 0; i < in.length; i++) {
			final float left = i % w > 0 ? in[i - 1] : 0;
			final float right = i % w < w - 1 ? in[i + 1] : 0;
			final float up = i >= w ? in[i - w] : 0;
			final float down = i + w < in.length ? in[i + w] : 0;
			out[i] = (float) Math.tanh((2 * in[i] + left + right + up + down) / (6 * (1 + sigma)));
		}
		return x.with(out);
	}

	@ParameterizedTest
	@CsvSource({"1, 1", "3, 70", "20, 20", "64, 10", "65, 63", "17, 130"})
	void anySizeWorksInEveryMode(final int width, final int height) {
		for (final Mode mode : new Mode[]{Mode.WHOLE, new FusedMode(64, 16), new GridMode(64, 16),
			new KritaMode(64, 8)}) {
			final var source = picture(width, height);
			final ImageToImage painter = ImageToImage.with(StubModel.of(new AtomicLong(), 0),
				StubModel.settings("Euler", 0.5), Monitor.NONE);
			final var painted = mode.paint(new Enlarged(source, null, null), painter, 3, Monitor.NONE);
			assertArrayEquals(source.dimensionsAsLongArray(), painted.dimensionsAsLongArray());
			for (final float value : Pictures.read(painted)) {
				assertEquals(0.5, value, 2);
			}
		}
	}
}
