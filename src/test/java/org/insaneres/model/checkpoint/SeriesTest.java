/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Network;
import org.insaneres.model.Npy;
import org.insaneres.model.Series;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layers of a checkpoint's network, asked apart. */
class SeriesTest {

	@TempDir
	Path folder;

	private final Random random = new Random(4);

	private Tensor noise(final int... shape) {
		int size = 1;
		for (final int side : shape) size *= side;
		final float[] values = new float[size];
		for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian();
		return new Tensor(values, shape);
	}

	/** A little further on the same way. */
	private Tensor near(final Tensor latent) {
		final float[] values = latent.data().clone();
		for (int i = 0; i < values.length; i++) values[i] += (float) (0.05 * random.nextGaussian());
		return new Tensor(values, latent.shape());
	}

	private Context context(final Network network, final int width) {
		final Map<String, Tensor> extras = new HashMap<>();
		network.extras().forEach((name, size) -> extras.put(name, noise(size)));
		return new Context(noise(77, width), extras);
	}

	@ParameterizedTest
	@CsvSource({"sd15,F32,false,FULL", "sd15,F16,false,FULL", "sd15,F16,true,FULL",
		"sdxl,F16,false,FULL", "sd15,F16,false,INT8", "sdxl,F16,true,INT8"})
	void goesOnFromWhatTheDeepLayersSaid(final String kind, final DType dtype, final boolean low,
		final Precision precision)
		throws IOException {
		final Path file = folder.resolve("a.safetensors");
		final boolean xl = kind.equals("sdxl");
		(xl ? Synthetic.sdxl(32, 8, 16) : Synthetic.sd15(32, 8, 2)).write(file, dtype, 3);
		try (DiffusionModel model = Checkpoint.open(file,
			new CheckpointOptions(null, List.of(), Map.of(), precision, new Options(0, low)),
			Monitor.NONE)) {
			final Network network = model.network();
			final Context context = context(network, xl ? 24 : 8);
			final Series series = network.series().orElseThrow();
			final Tensor first = noise(4, 16, 24);
			final Tensor exact = network.predict(first, 500, context, () -> false);
			assertArrayEquals(exact.data(),
				series.whole().predict(first, 500, context, () -> false).data());
			assertEquals(0, Npy.difference(exact,
				series.shallow().predict(first, 500, context, () -> false)), 1e-4,
				"of the same question nothing is missing");
			final Tensor second = near(first);
			final Tensor now = network.predict(second, 480, context, () -> false);
			final Tensor shallow = series.shallow().predict(second, 480, context, () -> false);
			final double error = Npy.difference(now, shallow);
			assertTrue(error > 0, "an approximation");
			assertTrue(error < Npy.difference(now, exact), "nearer than doing nothing");
		}
	}

	/** Two places, asked in turn. */
	@Test
	void seriesDoNotMix() throws IOException {
		final Path file = folder.resolve("a.safetensors");
		Synthetic.sd15(32, 8, 2).write(file, DType.F32, 3);
		try (DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
			final Context context = context(model.network(), 8);
			final Tensor one = noise(4, 16, 16);
			final Tensor other = noise(4, 16, 16);
			final Series alone = model.network().series().orElseThrow();
			alone.whole().predict(one, 500, context, () -> false);
			final Tensor expected = alone.shallow().predict(one, 400, context, () -> false);
			final Series first = model.network().series().orElseThrow();
			final Series second = model.network().series().orElseThrow();
			first.whole().predict(one, 500, context, () -> false);
			second.whole().predict(other, 500, context, () -> false);
			assertArrayEquals(expected.data(),
				first.shallow().predict(one, 400, context, () -> false).data());
		}
	}
}
