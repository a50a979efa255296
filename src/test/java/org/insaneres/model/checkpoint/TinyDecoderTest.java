/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.insaneres.Refusal;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiny decoder's graph against the layers written out. */
class TinyDecoderTest {

	private static final int WIDE = 6;

	@TempDir
	Path folder;

	private final Random random = new Random(1);
	private final Map<String, Tensor> weights = new HashMap<>();
	private final TensorFile file = new TensorFile();

	private void put(final String name, final int... shape) {
		int size = 1;
		for (final int side : shape) size *= side;
		final float[] data = new float[size];
		for (int i = 0; i < size; i++) data[i] = (random.nextFloat() - 0.5F) / 2;
		weights.put(name, new Tensor(data, shape));
		file.with(name, weights.get(name));
	}

	/** A network of one block on each of two levels. @param first number of the first convolution */
	private void make(final String root, final int first) {
		put(root + first + ".weight", WIDE, 4, 3, 3);
		put(root + first + ".bias", WIDE);
		for (final int block : new int[]{first + 2, first + 5}) {
			for (final int layer : new int[]{0, 2, 4}) {
				put(root + block + ".conv." + layer + ".weight", WIDE, WIDE, 3, 3);
				put(root + block + ".conv." + layer + ".bias", WIDE);
			}
		}
		put(root + (first + 5) + ".skip.weight", WIDE, WIDE, 1, 1);
		put(root + (first + 4) + ".weight", WIDE, WIDE, 3, 3);
		put(root + (first + 6) + ".weight", 3, WIDE, 3, 3);
		put(root + (first + 6) + ".bias", 3);
	}

	@ParameterizedTest
	@CsvSource({"decoder.layers.,0", "decoder.,1", "'',1"})
	void doesWhatItsLayersSay(final String root, final int first) throws IOException {
		make(root, first);
		file.with("encoder.layers.0.weight", new Tensor(new float[9], 1, 1, 3, 3));
		final float[] latent = new float[4 * 5 * 7];
		for (int i = 0; i < latent.length; i++) latent[i] = (float) (3 * random.nextGaussian());
		final float[] bounded = latent.clone();
		for (int i = 0; i < bounded.length; i++) bounded[i] = (float) (3 * Math.tanh(bounded[i] / 3));
		Tensor x = relu(conv(new Tensor(bounded, 4, 5, 7), root + first));
		x = block(x, root + (first + 2));
		x = block(conv(twice(x), root + (first + 4)), root + (first + 5));
		x = conv(x, root + (first + 6));
		final float[] expected = x.data();
		for (int i = 0; i < expected.length; i++) expected[i] = 2 * expected[i] - 1;
		try (TinyDecoder tiny = TinyDecoder.open(file.write(folder.resolve("tiny.safetensors")),
			Options.DEFAULT)) {
			final Tensor seen = tiny.of(new Tensor(latent, 4, 5, 7), () -> false);
			assertArrayEquals(new int[]{3, 10, 14}, seen.shape());
			assertArrayEquals(expected, seen.data(), 1e-4F);
		}
	}

	@Test
	void refusesOthers() throws IOException {
		put("decoder.conv_in.weight", 6, 4, 3, 3);
		final Path path = file.write(folder.resolve("vae.safetensors"));
		assertTrue(assertThrows(Refusal.class, () -> TinyDecoder.open(path, Options.DEFAULT))
			.getMessage().contains("no tiny decoder"));
	}

	private Tensor block(final Tensor input, final String name) {
		Tensor x = relu(conv(input, name + ".conv.0"));
		x = conv(relu(conv(x, name + ".conv.2")), name + ".conv.4");
		final Tensor skip = weights.containsKey(name + ".skip.weight")
			? conv(input, name + ".skip")
			: input;
		final float[] sum = x.data().clone();
		for (int i = 0; i < sum.length; i++) sum[i] += skip.data()[i];
		return relu(new Tensor(sum, x.shape()));
	}

	private static Tensor relu(final Tensor x) {
		final float[] data = x.data().clone();
		for (int i = 0; i < data.length; i++) data[i] = Math.max(0, data[i]);
		return new Tensor(data, x.shape());
	}

	private static Tensor twice(final Tensor x) {
		final int[] shape = x.shape();
		final float[] data = new float[x.data().length * 4];
		final int width = shape[2] * 2;
		for (int i = 0; i < data.length; i++) {
			data[i] = x.data()[i / width / 2 * shape[2] + i % width / 2];
		}
		return new Tensor(data, shape[0], shape[1] * 2, width);
	}

	private Tensor conv(final Tensor x, final String name) {
		final Tensor weight = weights.get(name + ".weight");
		final int[] kernel = weight.shape();
		final int height = x.shape()[1];
		final int width = x.shape()[2];
		assertEquals(kernel[1], x.shape()[0]);
		final float[] data = new float[kernel[0] * height * width];
		final Tensor bias = weights.get(name + ".bias");
		for (int i = 0; i < data.length; i++) {
			final int out = i / (height * width);
			double sum = bias == null ? 0 : bias.data()[out];
			for (int k = 0; k < kernel[1] * kernel[2] * kernel[3]; k++) {
				final int row = i / width % height + k / kernel[3] % kernel[2] - kernel[2] / 2;
				final int column = i % width + k % kernel[3] - kernel[3] / 2;
				if (row < 0 || column < 0 || row >= height || column >= width) continue;
				final int in = k / (kernel[2] * kernel[3]);
				sum += weight.data()[out * kernel[1] * kernel[2] * kernel[3] + k]
					* x.data()[(in * height + row) * width + column];
			}
			data[i] = (float) sum;
		}
		return new Tensor(data, kernel[0], height, width);
	}
}
