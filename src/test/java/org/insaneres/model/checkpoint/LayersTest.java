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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Npy;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.Winograd;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every layer against its formula, written out. */
class LayersTest {

	private static final int CHANNELS = 64;
	private static final int HEIGHT = 5;
	private static final int WIDTH = 7;
	private static final Tensor PICTURE = random(1, 1, CHANNELS, HEIGHT, WIDTH);

	@TempDir
	static Path folder;
	private static SafeTensors file;

	@BeforeAll
	static void write() throws IOException {
		final Synthetic all = new Synthetic();
		all.shapes().put("conv.weight", new long[]{3, CHANNELS, 3, 3});
		all.shapes().put("conv.bias", new long[]{3});
		all.shapes().put("wide.weight", new long[]{40, CHANNELS, 3, 3});
		all.shapes().put("wide.bias", new long[]{40});
		all.shapes().put("linear.weight", new long[]{6, CHANNELS});
		all.shapes().put("linear.bias", new long[]{6});
		all.shapes().put("bare.weight", new long[]{6, CHANNELS, 1, 1});
		all.shapes().put("norm.weight", new long[]{CHANNELS});
		all.shapes().put("norm.bias", new long[]{CHANNELS});
		all.write(folder.resolve("layers.safetensors"), DType.F32, 2);
		file = SafeTensors.open(folder.resolve("layers.safetensors"));
	}

	@ParameterizedTest
	@CsvSource({"1, 1, 1, 1, 1", "2, 1, 1, 1, 1", "2, 0, 0, 1, 1", "1, 0, 0, 0, 0"})
	void convolution(final int stride, final int top, final int left, final int bottom,
		final int right) {
		final Tensor actual = run(PICTURE,
			(layers, x) -> layers.conv(x, "conv", stride, top, left, bottom, right));
		final int height = (HEIGHT + top + bottom - 3) / stride + 1;
		final int width = (WIDTH + left + right - 3) / stride + 1;
		final float[] weight = file.read("conv.weight");
		final float[] expected = new float[3 * height * width];
		for (int i = 0; i < expected.length; i++) {
			final int out = i / (height * width);
			double sum = file.read("conv.bias")[out];
			for (int k = 0; k < CHANNELS * 9; k++) {
				final int y = i / width % height * stride - top + k % 9 / 3;
				final int x = i % width * stride - left + k % 3;
				if (y < 0 || x < 0 || y >= HEIGHT || x >= WIDTH) continue;
				sum += weight[out * CHANNELS * 9 + k] * at(PICTURE, k / 9, y, x);
			}
			expected[i] = (float) sum;
		}
		near(new Tensor(expected, 1, 3, height, width), actual);
	}

	/** Whole tiles and parts of tiles, and pictures smaller than one. */
	@ParameterizedTest
	@EnumSource
	void byTilesTheSame(final Winograd tiles) {
		for (int height = 1; height < 10; height++) {
			for (final int width : new int[]{1, 4, 5, 6, 7, 12}) {
				final Tensor picture = random(height, 1, CHANNELS, height, width);
				final Tensor plain = run(picture, (layers, x) -> layers.conv(x, "wide"));
				final Tensor tiled = tiled(picture, false, Convolution.TILED, tiles);
				assertArrayEquals(plain.shape(), tiled.shape());
				assertTrue(Npy.relative(tiled, plain) < 1e-5,
					tiles + " " + height + " x " + width + ": " + Npy.relative(tiled, plain));
				assertArrayEquals(tiled.data(), tiled(picture, true, Convolution.TILED, tiles).data());
				assertArrayEquals(tiled.data(),
					tiled(picture, false, Convolution.TILED_AND_LEAN, tiles).data());
			}
		}
	}

	private static Tensor tiled(final Tensor picture, final boolean compact,
		final Convolution convolution, final Winograd tiles) {
		return run(Attention.FUSED, picture, compact, convolution,
			(layers, x) -> layers.conv(x, "wide", tiles));
	}

	@Test
	void linearMaps() {
		final Tensor tokens = random(3, 1, 9, CHANNELS);
		near(linear(tokens, file.read("linear.weight"), file.read("linear.bias")),
			run(tokens, (layers, x) -> layers.linear(x, "linear")));
		near(linear(tokens, file.read("bare.weight"), new float[6]),
			run(tokens, (layers, x) -> layers.linear(x, "bare")));
	}

	/** Of normally distributed values, by the steps of the two roundings. */
	@Test
	void coarseMapsAreNearTheExactOnes() {
		final Tensor tokens = random(3, 1, 9, CHANNELS);
		for (final String name : new String[]{"linear", "bare"}) {
			final Tensor exact = run(tokens, (layers, x) -> layers.linear(x, name));
			final Tensor coarse = run(tokens, (layers, x) -> layers.coarse(x, name));
			final double error = Npy.relative(coarse, exact);
			assertTrue(error > 0 && error < 0.02, name + " " + error);
		}
	}

	private static Tensor linear(final Tensor tokens, final float[] weight, final float[] bias) {
		final float[] out = new float[9 * 6];
		for (int i = 0; i < out.length; i++) {
			double sum = bias[i % 6];
			for (int c = 0; c < CHANNELS; c++) {
				sum += weight[i % 6 * CHANNELS + c] * tokens.data()[i / 6 * CHANNELS + c];
			}
			out[i] = (float) sum;
		}
		return new Tensor(out, 1, 9, 6);
	}

	@Test
	void groupNormalisation() {
		final int size = CHANNELS / 32 * HEIGHT * WIDTH;
		near(normalised(PICTURE, size, HEIGHT * WIDTH, 1e-3),
			run(PICTURE, (layers, x) -> layers.groupNorm(x, "norm", 1e-3)));
	}

	@Test
	void layerNormalisation() {
		final Tensor tokens = random(4, 1, 9, CHANNELS);
		near(normalised(tokens, CHANNELS, 1, 1e-5),
			run(tokens, (layers, x) -> layers.layerNorm(x, "norm")));
	}

	/** @param group values normalised together @param same values behind one another of a channel */
	private static Tensor normalised(final Tensor x, final int group, final int same,
		final double epsilon) {
		final float[] gain = file.read("norm.weight");
		final float[] bias = file.read("norm.bias");
		final float[] out = new float[x.data().length];
		for (int start = 0; start < out.length; start += group) {
			double mean = 0;
			for (int i = start; i < start + group; i++) mean += x.data()[i] / (double) group;
			double variance = 0;
			for (int i = start; i < start + group; i++) {
				variance += Math.pow(x.data()[i] - mean, 2) / group;
			}
			for (int i = start; i < start + group; i++) {
				final int channel = i / same % CHANNELS;
				out[i] = (float) ((x.data()[i] - mean) / Math.sqrt(variance + epsilon) * gain[channel]
					+ bias[channel]);
			}
		}
		return new Tensor(out, x.shape());
	}

	@Test
	void sigmoidLinearUnits() {
		final float[] expected = new float[PICTURE.data().length];
		for (int i = 0; i < expected.length; i++) {
			expected[i] = (float) (PICTURE.data()[i] / (1 + Math.exp(-PICTURE.data()[i])));
		}
		near(new Tensor(expected, PICTURE.shape()), run(PICTURE, Layers::silu));
	}

	@ParameterizedTest
	@EnumSource(Attention.class)
	void attention(final Attention attention) {
		final Tensor tokens = random(5, 1, 9, CHANNELS);
		for (final int heads : new int[]{1, 4, 64}) {
			near(attention(tokens, heads, false), run(attention, tokens,
				(layers, x) -> layers.attention(x, x, x, heads, null)));
			near(attention(tokens, heads, true),
				run(attention, tokens, (layers, x) -> layers.attention(x, x, x, heads,
					layers.graph().floats(forwards(9), 1, 1, 9, 9))));
		}
		final String message = assertThrows(Refusal.class,
			() -> run(attention, tokens, (layers, x) -> layers.attention(x, x, x, 7, null)))
			.getMessage();
		assertTrue(message.contains("7 heads"), message);
	}

	private static float[] forwards(final int tokens) {
		final float[] mask = new float[tokens * tokens];
		for (int i = 0; i < mask.length; i++) mask[i] = i % tokens > i / tokens ? -1e9f : 0;
		return mask;
	}

	private static Tensor attention(final Tensor x, final int heads, final boolean masked) {
		final int tokens = x.shape()[1];
		final int size = CHANNELS / heads;
		final float[] out = new float[x.data().length];
		for (int i = 0; i < tokens * heads; i++) {
			final int query = i / heads;
			final int head = i % heads * size;
			final double[] weights = new double[tokens];
			double all = 0;
			for (int key = 0; key <= (masked ? query : tokens - 1); key++) {
				double score = 0;
				for (int c = head; c < head + size; c++) {
					score += x.data()[query * CHANNELS + c] * x.data()[key * CHANNELS + c];
				}
				weights[key] = Math.exp(score / Math.sqrt(size));
				all += weights[key];
			}
			for (int c = head; c < head + size; c++) {
				double sum = 0;
				for (int key = 0; key < tokens; key++) {
					sum += weights[key] / all * x.data()[key * CHANNELS + c];
				}
				out[query * CHANNELS + c] = (float) sum;
			}
		}
		return new Tensor(out, x.shape());
	}

	@Test
	void resizingRepeatsPixels() {
		final float[] expected = new float[CHANNELS * 9 * 14];
		for (int i = 0; i < expected.length; i++) {
			expected[i] = at(PICTURE, i / (9 * 14), i / 14 % 9 * HEIGHT / 9, i % 14 / 2);
		}
		near(new Tensor(expected, 1, CHANNELS, 9, 14),
			run(PICTURE, (layers, x) -> layers.resize(x, layers.graph().longs(9, 14))));
		assertEquals(List.of(1, CHANNELS, 10, 14), java.util.Arrays
			.stream(run(PICTURE, Layers::twice).shape()).boxed().toList());
	}

	@Test
	void picturesAreTokensRowByRow() {
		near(PICTURE, run(PICTURE, (layers, x) -> layers.picture(layers.tokens(x), x)));
		final Tensor tokens = run(PICTURE, Layers::tokens);
		assertEquals(at(PICTURE, 3, 2, 4), tokens.data()[(2 * WIDTH + 4) * CHANNELS + 3]);
	}

	@Test
	void whatDoesNotFitIsRefusedByName() {
		final Tensor narrow = random(6, 1, 32, HEIGHT, WIDTH);
		for (final BiFunction<Layers, Feature, Feature> layer : List
			.<BiFunction<Layers, Feature, Feature>>of((layers, x) -> layers.conv(x, "conv"),
				(layers, x) -> layers.groupNorm(x, "norm", 1e-5),
				(layers, x) -> layers.linear(x, "linear"), (layers, x) -> layers.coarse(x, "linear"),
				(layers, x) -> layers.conv(x, "wide", Winograd.TILES_OF_2),
				(layers, x) -> layers.coarse(x, "conv"), (layers, x) -> layers.linear(x, "conv"),
				(layers, x) -> layers.conv(x, "linear"), (layers, x) -> layers.linear(x, "missing"),
				(layers, x) -> layers.add(x, new Feature(x.value(), 64)))) {
			final String message = assertThrows(Refusal.class, () -> run(narrow, layer)).getMessage();
			assertTrue(message.contains("layers.safetensors"), message);
		}
	}

	private static Tensor run(final Tensor given, final BiFunction<Layers, Feature, Feature> layer) {
		return run(Attention.FUSED, given, layer);
	}

	private static Tensor run(final Attention attention, final Tensor given,
		final BiFunction<Layers, Feature, Feature> layer) {
		return run(attention, given, false, Convolution.TILED, layer);
	}

	private static Tensor run(final Attention attention, final Tensor given, final boolean compact,
		final Convolution convolution, final BiFunction<Layers, Feature, Feature> layer) {
		final Graph graph = new Graph("layer");
		final Constants constants = new Constants(graph, file, List.of(), compact);
		final Layers layers = new Layers(graph, new Weights(file), constants, attention,
			convolution);
		final int axis = given.shape().length == 4 ? 1 : 2;
		final long[] sides = new long[given.shape().length];
		for (int i = 0; i < sides.length; i++) sides[i] = i == axis ? given.shape()[i] : -1;
		final Feature x = new Feature(graph.input("x", Graph.FLOAT, sides), given.shape()[axis]);
		graph.output("y", Graph.FLOAT, layer.apply(layers, x).value());
		try (Session session = Session.open("layer", graph.bytes(),
			constants.load(Monitor.NONE, ""), Options.DEFAULT)) {
			return session.run(Map.of("x", given), () -> false).get("y");
		}
	}

	private static float at(final Tensor picture, final int channel, final int y, final int x) {
		return picture.data()[(channel * HEIGHT + y) * WIDTH + x];
	}

	private static Tensor random(final long seed, final int... shape) {
		final Random random = new Random(seed);
		int size = 1;
		for (final int side : shape) size *= side;
		final float[] values = new float[size];
		for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian();
		return new Tensor(values, shape);
	}

	private static void near(final Tensor expected, final Tensor actual) {
		assertTrue(Npy.difference(expected, actual) < 1e-4,
			() -> "differ by " + Npy.difference(expected, actual));
	}
}
