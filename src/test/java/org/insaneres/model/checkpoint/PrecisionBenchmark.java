/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Npy;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;

/**
 * Steps of Stable Diffusion 1.5 with random weights in full and in low precision, in turn.
 * Argument: the checkpoint, which is written where there is none.
 */
public final class PrecisionBenchmark {

	private static final int ROUNDS = 11;

	private PrecisionBenchmark() {}

	/** Prints seconds, megabytes, and how far the predictions are apart. */
	public static void main(final String[] args) throws Exception {
		final Path file = Path.of(args[0]);
		if (!Files.exists(file)) Synthetic.sd15(320, 768, 12).write(file, DType.F16, 1);
		CheckpointBenchmark.warm(file);
		try (DiffusionModel full = open(file, Precision.FULL);
			DiffusionModel coarse = open(file, Precision.INT8)) {
			final Random random = new Random(2);
			final Tensor latent = CheckpointBenchmark.random(random, 4, 64, 64);
			final Context context = CheckpointBenchmark.context(full, random);
			final double[][] seconds = new double[2][ROUNDS];
			for (int i = -1; i < ROUNDS; i++) {
				final Tensor exact = step(full, latent, context, seconds[0], i);
				final Tensor near = step(coarse, latent, context, seconds[1], i);
				if (i < 0) System.out.printf("relative error %.4f%n", Npy.relative(near, exact));
			}
			for (final double[] each : seconds) Arrays.sort(each);
			System.out.printf("step: %s %.3f s, %s %.3f s (medians of %d)%n", Precision.FULL,
				seconds[0][ROUNDS / 2], Precision.INT8, seconds[1][ROUNDS / 2], ROUNDS);
		}
	}

	private static DiffusionModel open(final Path file, final Precision precision) {
		final long before = CheckpointBenchmark.memory("VmRSS");
		final long start = System.nanoTime();
		final DiffusionModel model = Checkpoint.open(file, new CheckpointOptions(null, List.of(),
			Map.of(), precision, Options.DEFAULT), Monitor.NONE);
		System.out.printf("%s: opened in %.2f s, %d MB%n", precision,
			(System.nanoTime() - start) / 1e9, CheckpointBenchmark.memory("VmRSS") - before);
		return model;
	}

	/** @param round negative while warming up */
	private static Tensor step(final DiffusionModel model, final Tensor latent,
		final Context context, final double[] seconds, final int round) {
		final long start = System.nanoTime();
		final Tensor out = model.network().predict(latent, 500, context, () -> false);
		if (round >= 0) seconds[round] = (System.nanoTime() - start) / 1e9;
		return out;
	}
}
