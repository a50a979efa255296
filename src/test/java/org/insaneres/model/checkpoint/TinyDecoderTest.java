/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.insaneres.Refusal;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiny decoder's graph against the layers written out. */
class TinyDecoderTest {

	private static final int WIDE = 6;

	@TempDir
	Path folder;

	private final NaiveLayers layers = new NaiveLayers();

	/** A network of one block on each of two levels. @param first number of the first convolution */
	private void make(final String root, final int first) {
		layers.putConv(root + first, WIDE, 4, 3);
		for (final int block : new int[]{first + 2, first + 5}) {
			for (final int layer : new int[]{0, 2, 4}) {
				layers.putConv(root + block + ".conv." + layer, WIDE, WIDE, 3);
			}
		}
		layers.put(root + (first + 5) + ".skip.weight", WIDE, WIDE, 1, 1);
		layers.put(root + (first + 4) + ".weight", WIDE, WIDE, 3, 3);
		layers.putConv(root + (first + 6), 3, WIDE, 3);
	}

	@ParameterizedTest
	@CsvSource({"decoder.layers.,0", "decoder.,1", "'',1"})
	void doesWhatItsLayersSay(final String root, final int first) throws IOException {
		make(root, first);
		layers.put("encoder.layers.0.weight", 1, 1, 3, 3);
		final Tensor latent = layers.noise(9, 4, 5, 7);
		Tensor x = NaiveLayers.map(latent, value -> 3 * Math.tanh(value / 3));
		x = NaiveLayers.relu(layers.conv(x, root + first));
		x = block(x, root + (first + 2));
		x = block(layers.conv(NaiveLayers.grown(x, 2), root + (first + 4)), root + (first + 5));
		final Tensor expected = NaiveLayers.map(layers.conv(x, root + (first + 6)),
			value -> 2 * value - 1);
		try (
			TinyDecoder tiny = TinyDecoder.open(layers.file().write(folder.resolve("tiny.safetensors")),
				Options.DEFAULT)) {
			final Tensor seen = tiny.of(latent, () -> false);
			assertArrayEquals(new int[]{3, 10, 14}, seen.shape());
			assertArrayEquals(expected.data(), seen.data(), 1e-4F);
		}
	}

	@Test
	void refusesOthers() throws IOException {
		layers.put("decoder.conv_in.weight", 6, 4, 3, 3);
		final Path path = layers.file().write(folder.resolve("vae.safetensors"));
		assertTrue(assertThrows(Refusal.class, () -> TinyDecoder.open(path, Options.DEFAULT))
			.getMessage().contains("no tiny decoder"));
	}

	private Tensor block(final Tensor input, final String name) {
		Tensor x = NaiveLayers.relu(layers.conv(input, name + ".conv.0"));
		x = layers.conv(NaiveLayers.relu(layers.conv(x, name + ".conv.2")), name + ".conv.4");
		return NaiveLayers.relu(NaiveLayers.sum(x, layers.has(name + ".skip.weight")
			? layers.conv(input, name + ".skip")
			: input));
	}
}
