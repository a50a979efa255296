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
import java.util.Arrays;
import java.util.Locale;

import org.insaneres.Refusal;
import org.insaneres.model.PixelUpscaler;
import org.insaneres.model.Whole;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs of upscalers against their layers written out. */
class UpscalerFileTest {

	private static final int WIDE = 6;
	private static final int GROWN = 4;
	private static final int BLOCKS = 2;

	@TempDir
	Path folder;

	private final NaiveLayers layers = new NaiveLayers();

	/**
	 * Key names of the three generations: before the blocks, of a convolution in them, behind them.
	 */
	enum Generation {

		NEW("conv_first", "body.%d.rdb%d.conv%d", "conv_body", "conv_up1", "conv_up2", "conv_hr",
			"conv_last"),
		MIDDLE("conv_first", "RRDB_trunk.%d.RDB%d.conv%d", "trunk_conv", "upconv1", "upconv2",
			"HRconv", "conv_last"),
		OLD("model.0", "model.1.sub.%d.RDB%d.conv%d.0", "model.1.sub.2", "model.3", "model.6",
			"model.8", "model.10");

		private final String[] names;

		Generation(final String... names) {
			this.names = names;
		}
	}

	/** @param channels that the first layer takes: more than 3 are squares of pixels */
	@ParameterizedTest
	@CsvSource({"NEW,3,4", "MIDDLE,3,4", "OLD,3,4", "NEW,12,2", "NEW,48,1"})
	void esrgan(final Generation generation, final int channels, final int scale)
		throws IOException {
		final String[] names = generation.names;
		layers.putConv(names[0], WIDE, channels, 3);
		for (int block = 0; block < BLOCKS; block++) {
			for (int part = 1; part <= 3; part++) {
				for (int i = 1; i <= 5; i++) {
					layers.putConv(String.format(Locale.ROOT, names[1], block, part, i),
						i == 5 ? WIDE : GROWN, WIDE + (i - 1) * GROWN, 3);
				}
			}
		}
		for (final int i : new int[]{2, 3, 4, 5}) layers.putConv(names[i], WIDE, WIDE, 3);
		layers.putConv(names[6], 3, WIDE, 3);
		final Tensor picture = NaiveLayers.map(layers.noise(1, 3, 8, 12), value -> value + 0.5);
		final Tensor first = layers.conv(stacked(picture, 4 / scale), names[0]);
		Tensor x = first;
		for (int block = 0; block < BLOCKS; block++) {
			Tensor inner = x;
			for (int part = 1; part <= 3; part++) inner = dense(inner, names[1], block, part);
			x = NaiveLayers.sum(x, NaiveLayers.map(inner, value -> 0.2 * value));
		}
		x = NaiveLayers.sum(first, layers.conv(x, names[2]));
		x = leaky(layers.conv(NaiveLayers.grown(x, 2), names[3]));
		x = leaky(layers.conv(NaiveLayers.grown(x, 2), names[4]));
		check(layers.conv(leaky(layers.conv(x, names[5])), names[6]), picture, scale);
	}

	private Tensor dense(final Tensor input, final String name, final int block, final int part) {
		Tensor all = input;
		for (int i = 1;; i++) {
			final Tensor out = layers.conv(all,
				String.format(Locale.ROOT, name, block, part, i));
			if (i == 5) return NaiveLayers.sum(input, NaiveLayers.map(out, value -> 0.2 * value));
			final float[] both = Arrays.copyOf(all.data(), all.data().length + out.data().length);
			System.arraycopy(leaky(out).data(), 0, both, all.data().length, out.data().length);
			all = new Tensor(both, all.shape()[0] + GROWN, all.shape()[1], all.shape()[2]);
		}
	}

	private static Tensor leaky(final Tensor x) {
		return NaiveLayers.map(x, value -> value < 0 ? 0.2 * value : value);
	}

	/** As torch's pixel_unshuffle: colour, then row, then column of the square. */
	private static Tensor stacked(final Tensor x, final int side) {
		final int height = x.shape()[1] / side;
		final int width = x.shape()[2] / side;
		final float[] data = new float[x.data().length];
		for (int i = 0; i < data.length; i++) {
			final int channel = i / (height * width);
			final int row = i / width % height * side + channel / side % side;
			final int column = i % width * side + channel % side;
			data[i] = x.data()[(channel / (side * side) * x.shape()[1] + row) * x.shape()[2] + column];
		}
		return new Tensor(data, 3 * side * side, height, width);
	}

	@ParameterizedTest
	@CsvSource({"1", "2", "3", "4"})
	void compact(final int scale) throws IOException {
		layers.putConv("body.0", WIDE, 3, 3);
		layers.put("body.1.weight", WIDE);
		layers.putConv("body.2", WIDE, WIDE, 3);
		layers.put("body.3.weight", WIDE);
		layers.putConv("body.4", 3 * scale * scale, WIDE, 3);
		final Tensor picture = NaiveLayers.map(layers.noise(1, 3, 8, 12), value -> value + 0.5);
		Tensor x = slopes(layers.conv(picture, "body.0"), "body.1.weight");
		x = layers.conv(slopes(layers.conv(x, "body.2"), "body.3.weight"), "body.4");
		check(NaiveLayers.sum(spread(x, scale), NaiveLayers.grown(picture, scale)), picture, scale);
	}

	private Tensor slopes(final Tensor x, final String name) {
		final float[] slopes = layers.weight(name).data();
		final float[] data = x.data().clone();
		for (int i = 0; i < data.length; i++) {
			if (data[i] < 0) data[i] *= slopes[i / (data.length / slopes.length)];
		}
		return new Tensor(data, x.shape());
	}

	/** As torch's pixel_shuffle. */
	private static Tensor spread(final Tensor x, final int side) {
		final int height = x.shape()[1] * side;
		final int width = x.shape()[2] * side;
		final float[] data = new float[x.data().length];
		for (int i = 0; i < data.length; i++) {
			final int row = i / width % height;
			final int column = i % width;
			final int channel = i / (height * width) * side * side + row % side * side + column % side;
			data[i] = x.data()[(channel * x.shape()[1] + row / side) * x.shape()[2] + column / side];
		}
		return new Tensor(data, 3, height, width);
	}

	private void check(final Tensor expected, final Tensor picture, final int scale)
		throws IOException {
		try (PixelUpscaler upscaler = PixelUpscaler
			.open(layers.file().write(folder.resolve("up.safetensors")), Options.DEFAULT)) {
			assertEquals(scale, upscaler.scale());
			final Tensor large = Whole.upscale(upscaler, picture, 64);
			assertArrayEquals(expected.shape(), large.shape());
			final Tensor clipped = NaiveLayers.map(expected, value -> Math.max(0, Math.min(1, value)));
			assertArrayEquals(clipped.data(), large.data(), 2e-5F);
		}
	}

	@Test
	void refusesOthers() throws IOException {
		layers.putConv("body.0", WIDE, 3, 3);
		layers.put("body.1.weight", WIDE);
		layers.putConv("body.2", 12, WIDE, 3);
		layers.put("attention.weight", 3);
		assertRefused("attention.weight");
		final NaiveLayers empty = new NaiveLayers();
		final Path file = empty.file().write(folder.resolve("none.safetensors"));
		assertTrue(assertThrows(Refusal.class, () -> UpscalerFile.open(file, Options.DEFAULT))
			.getMessage().contains("no upscaler"));
	}

	private void assertRefused(final String why) throws IOException {
		final Path file = layers.file().write(folder.resolve("other.safetensors"));
		final String message = assertThrows(Refusal.class,
			() -> UpscalerFile.open(file, Options.DEFAULT)).getMessage();
		assertTrue(message.contains(why), message);
	}
}
