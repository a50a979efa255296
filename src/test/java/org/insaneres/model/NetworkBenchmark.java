/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;

/** Times the default model's network on 512 x 512 pixels: {@code NetworkBenchmark [threads]}. */
final class NetworkBenchmark {

	private NetworkBenchmark() {}

	public static void main(final String[] args) {
		final int threads = args.length > 0 ? Integer.parseInt(args[0]) : 0;
		final ModelInfo info = Models.found(List.of()).find("");
		final long start = System.nanoTime();
		try (DiffusionModel model = ModelFolder.open(info.folder(), new Options(threads, false),
			Monitor.NONE)) {
			System.out.printf("load %.2f s%n", (System.nanoTime() - start) / 1e9);
			final TextEncoder text = model.encoders().get(0);
			final Context context = model
				.context(List.of(text.encode(new int[text.length()], 1, () -> false)), 512, 512, 1);
			final float[] x = new float[model.network().channels() * 128 * 128];
			final java.util.Random random = new java.util.Random(1);
			for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
			final double[] seconds = new double[12];
			for (int i = 0; i < seconds.length; i++) {
				final long before = System.nanoTime();
				model.network().predict(new Tensor(x, model.network().channels(), 128, 128), 500, context,
					() -> false);
				seconds[i] = (System.nanoTime() - before) / 1e9;
			}
			java.util.Arrays.sort(seconds);
			System.out.printf("network: fastest %.4f s, median %.4f s%n", seconds[0], seconds[6]);
		}
	}
}
