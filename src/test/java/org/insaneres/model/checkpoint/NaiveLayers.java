/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;

/** Layers written out, on pictures of channels x height x width, with random weights in a file. */
final class NaiveLayers {

	private final Random random = new Random(1);
	private final Map<String, Tensor> weights = new HashMap<>();
	private final TensorFile file = new TensorFile();

	/** The file with all weights. */
	TensorFile file() {
		return file;
	}

	Tensor noise(final double size, final int... shape) {
		int count = 1;
		for (final int side : shape) count *= side;
		final float[] data = new float[count];
		for (int i = 0; i < count; i++) data[i] = (float) (size * (random.nextDouble() - 0.5));
		return new Tensor(data, shape);
	}

	/** Makes random weights. */
	void put(final String name, final int... shape) {
		weights.put(name, noise(0.5, shape));
		file.with(name, weights.get(name));
	}

	/** Makes a convolution with bias. */
	void putConv(final String name, final int out, final int in, final int side) {
		put(name + ".weight", out, in, side, side);
		put(name + ".bias", out);
	}

	boolean has(final String name) {
		return weights.containsKey(name);
	}

	Tensor weight(final String name) {
		return weights.get(name);
	}

	static Tensor map(final Tensor x, final DoubleUnaryOperator each) {
		final float[] data = x.data().clone();
		for (int i = 0; i < data.length; i++) data[i] = (float) each.applyAsDouble(data[i]);
		return new Tensor(data, x.shape());
	}

	static Tensor relu(final Tensor x) {
		return map(x, value -> Math.max(0, value));
	}

	static Tensor sum(final Tensor a, final Tensor b) {
		final float[] data = a.data().clone();
		for (int i = 0; i < data.length; i++) data[i] += b.data()[i];
		return new Tensor(data, a.shape());
	}

	/** Every pixel becomes a square. */
	static Tensor grown(final Tensor x, final int scale) {
		final int[] shape = x.shape();
		final float[] data = new float[x.data().length * scale * scale];
		final int width = shape[2] * scale;
		for (int i = 0; i < data.length; i++) {
			data[i] = x.data()[i / width / scale * shape[2] + i % width / scale];
		}
		return new Tensor(data, shape[0], shape[1] * scale, width);
	}

	/** A convolution that keeps the size. */
	Tensor conv(final Tensor x, final String name) {
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
