/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.Tensor;

/** Makes of texts, sizes and guidance what a network takes. */
final class Conditioning {

	private Conditioning() {}

	/**
	 * @param extras further inputs of the network and their widths
	 * @param encodings one for each text encoder, with equally many tokens
	 * @param width of the picture in pixels
	 * @param height of the picture in pixels
	 * @param guidance for networks that have it as an input
	 */
	static Context context(final Map<String, Integer> extras, final List<Encoding> encodings,
		final int width, final int height, final double guidance) {
		final Map<String, Tensor> values = new LinkedHashMap<>();
		extras.forEach((name, size) -> values.put(name, switch (name) {
			case "text_embeds" -> pooled(encodings);
			case "time_ids" -> new Tensor(new float[]{height, width, 0, 0, height, width}, 6);
			case "timestep_cond" -> guidance(guidance, size > 0 ? size : 256);
			default -> throw new Refusal("The network wants the unknown input " + name + ".");
		}));
		return new Context(sideBySide(encodings.stream().map(Encoding::hidden).toList()), values);
	}

	private static Tensor pooled(final List<Encoding> encodings) {
		final Tensor pooled = encodings.get(encodings.size() - 1).pooled();
		if (pooled != null) return pooled;
		throw new Refusal("The second text encoder of this model gives no text_embeds, which Stable"
			+ " Diffusion XL needs; use another export.");
	}

	private static Tensor sideBySide(final List<Tensor> hidden) {
		if (hidden.size() == 1) return hidden.get(0);
		final int tokens = hidden.get(0).shape()[0];
		final int width = hidden.stream().mapToInt(tensor -> tensor.shape()[1]).sum();
		final float[] out = new float[tokens * width];
		int column = 0;
		for (final Tensor one : hidden) {
			final int columns = one.shape()[1];
			if (one.shape()[0] != tokens)
				throw new IllegalArgumentException(
					"Text encodings of " + tokens + " and " + one.shape()[0] + " tokens");
			for (int t = 0; t < tokens; t++) {
				System.arraycopy(one.data(), t * columns, out, t * width + column, columns);
			}
			column += columns;
		}
		return new Tensor(out, tokens, width);
	}

	/**
	 * The embedding of the guidance scale of latent consistency models (Luo et al. 2023,
	 * arXiv:2310.04378): sines and cosines of 1000 times guidance - 1. In single precision like the
	 * networks' training, as the arguments are large.
	 */
	private static Tensor guidance(final double guidance, final int size) {
		final float w = (float) (guidance - 1) * 1000;
		final int half = size / 2;
		final float step = (float) Math.log(10000) / (half - 1);
		final float[] out = new float[size];
		for (int i = 0; i < half; i++) {
			final float angle = w * (float) Math.exp(i * -step);
			out[i] = (float) Math.sin(angle);
			out[half + i] = (float) Math.cos(angle);
		}
		return new Tensor(out, size);
	}
}
