/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.sampler.Latent;
import org.insaneres.upscale.TilePlan;

/** Times the lock's correction of one prediction against the network evaluation it corrects. */
public final class LockBenchmark {

	private static final int ROUNDS = 5;
	private static final int TILE = 512;
	private static final int OVERLAP = 64;

	/** The processor's clock ticks every hundredth of a second. */
	private static final int TIMES = 10;

	private LockBenchmark() {}

	/**
	 * A row of a table: factor, lock, network by tiles of 512, share, network in one piece, share;
	 * processor time.
	 *
	 * @param side of the large picture in pixels
	 */
	public static String text(final DiffusionModel model, final int side, final double scale) {
		final int small = (int) Math.round(side / scale);
		final float[] values = new float[3 * small * small];
		final Random random = new Random(1);
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		final RandomAccessibleInterval<FloatType> source = Pictures.wrap(values,
			new FinalInterval(small, small));
		final FinalInterval all = new FinalInterval(side, side);
		final Codec codec = new Codec(model.autoencoder(), side, side, model.network().multiple(),
			() -> false);
		final Latent latent = codec
			.encode(Pictures.read(Resampling.resize(source, Kernel.BICUBIC, side, side)));
		final Lock lock = new Lock(source, side, side, 1);
		final UnaryOperator<Latent> correction = model.autoencoder().linear()
			? lock.inPicture(codec, all)
			: lock.inLatent(latent, 0, 0, model.autoencoder().factor());
		final Texts texts = Texts.of(model,
			new GenerationSettings(0.3, 20, 1, "Euler", "Automatic", 1, "Position", "A1111", "A1111", 1,
				-1, "", ""),
			StrengthRule.A1111.clock(20, 7), () -> false);
		final var context = model.context(
			texts.positive().get(0).script().stretches().get(0).encodings(), side, side, 1);
		final int tile = TILE / model.autoencoder().factor();
		final Tensor sample = new Tensor(new float[latent.channels() * tile * tile],
			latent.channels(), tile, tile);
		final Tensor whole = new Tensor(latent.data(), latent.channels(), latent.height(),
			latent.width());
		final int tiles = TilePlan.of(side, side, TILE, OVERLAP).tiles().size();
		final double[] locked = new double[ROUNDS];
		final double[] step = new double[ROUNDS];
		final double[] once = new double[ROUNDS];
		for (int i = -2; i < ROUNDS; i++) {
			final double a = seconds(() -> {
				for (int k = 0; k < TIMES; k++) {
					correction.apply(latent);
				}
			}) / TIMES;
			final double b = seconds(
				() -> model.network().predict(sample, 200, context, Monitor.NONE::canceled));
			final double c = seconds(
				() -> model.network().predict(whole, 200, context, Monitor.NONE::canceled));
			if (i < 0) continue;
			locked[i] = a;
			step[i] = tiles * b;
			once[i] = c;
		}
		Arrays.sort(locked);
		Arrays.sort(step);
		Arrays.sort(once);
		final double cost = 1000 * locked[ROUNDS / 2];
		final double tiled = 1000 * step[ROUNDS / 2];
		final double piece = 1000 * once[ROUNDS / 2];
		return String.format(Locale.ROOT,
			"| x%.2f | %.0f ms | %.0f ms | %.1f %% | %.0f ms | %.1f %% |", scale, cost, tiled,
			100 * cost / tiled, piece, 100 * cost / piece);
	}

	/** Of all cores together, so that other programs do not count. */
	private static double seconds(final Runnable work) {
		final var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		final long start = system.getProcessCpuTime();
		work.run();
		return (system.getProcessCpuTime() - start) * 1e-9;
	}
}
