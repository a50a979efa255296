/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;

/**
 * Learned vectors (textual inversion; Gal et al. 2022) as further rows of a table of tokens.
 *
 * @param rows all vectors, one behind the other
 * @param ids of the rows that a word stands for
 */
record Learned(float[] rows, Map<String, int[]> ids) {

	/**
	 * @param embeddings by word, for each text encoder n x width
	 * @param encoder which of the text encoders
	 * @throws Refusal if they do not fit the encoder, with both widths
	 */
	static Learned of(final Map<String, List<float[][]>> embeddings, final int encoder,
		final Weights weights, final TextKeys keys) {
		final long[] table = weights.shape(keys.tokens(), 2);
		final int width = (int) table[1];
		final int count = embeddings.values().stream().mapToInt(each -> each.get(encoder).length)
			.sum();
		final float[] rows = new float[Math.multiplyExact(count, width)];
		final Map<String, int[]> ids = new LinkedHashMap<>();
		int next = 0;
		for (final var entry : embeddings.entrySet()) {
			final float[][] vectors = entry.getValue().get(encoder);
			final int[] mine = new int[vectors.length];
			for (int i = 0; i < vectors.length; i++, next++) {
				if (vectors[i].length != width) {
					throw new Refusal("The embedding " + entry.getKey() + " has vectors of width "
						+ vectors[i].length + ", and the text encoder of " + weights.path() + " has " + width
						+ ": they are for different models; leave it out or choose another model.");
				}
				System.arraycopy(vectors[i], 0, rows, next * width, width);
				mine[i] = (int) table[0] + next;
			}
			ids.put(entry.getKey(), mine);
		}
		return new Learned(rows, ids);
	}
}
