/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** One text encoder of a diffusion model, and where its vocabulary lies. */
public interface TextEncoder extends AutoCloseable {

	/**
	 * @param hidden tokens x width: the layer that the family uses
	 * @param pooled width, or null where the encoder gives none
	 */
	record Encoding(Tensor hidden, Tensor pooled) {}

	/**
	 * @param ids one chunk, with its begin and end marks
	 * @param skip CLIP skip as A1111 counts: 1 the family's own layer, 2 one layer earlier
	 * @throws org.insaneres.Refusal if the encoder does not give that layer
	 */
	Encoding encode(int[] ids, int skip, BooleanSupplier canceled);

	/**
	 * Folder with vocab.json and merges.txt; empty for CLIP's own vocabulary, which comes with this
	 * program.
	 */
	Optional<Path> vocabulary();

	/** Words that stand for learned vectors (textual inversion), and the ids of these. */
	default Map<String, int[]> embeddings() {
		return Map.of();
	}

	/** Tokens in a chunk with its marks: 77. */
	int length();

	/** Id that fills a chunk behind the end mark, or -1 for the end mark itself. */
	int padding();

	@Override
	void close();
}
