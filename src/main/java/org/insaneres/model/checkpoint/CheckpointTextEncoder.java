/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.insaneres.Refusal;
import org.insaneres.model.Batch;
import org.insaneres.model.TextEncoder;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/** A text encoder whose graph was written by {@link TextGraph}. */
final class CheckpointTextEncoder implements TextEncoder {

	private final Session session;
	private final Layout layout;
	private final int own;
	private final int padding;
	private final boolean pooled;
	private final int length;
	private final Map<String, int[]> embeddings;

	/**
	 * @param own the layer that the family reads
	 * @param padding id behind the end mark, or -1 for the end mark itself
	 * @param embeddings words and the ids of their learned vectors
	 */
	CheckpointTextEncoder(final Session session, final Layout layout, final int own,
		final int padding, final Map<String, int[]> embeddings) {
		this.session = session;
		this.layout = layout;
		this.own = own;
		this.padding = padding;
		this.embeddings = embeddings;
		pooled = session.outputs().stream().anyMatch(port -> port.name().equals(TextGraph.POOLED));
		length = session.inputs().get(0).shape()[1];
	}

	@Override
	public Encoding encode(final int[] ids, final int skip, final BooleanSupplier canceled) {
		final int layer = own - (skip - 1);
		if (skip < 1 || layer < 0) {
			throw new Refusal("CLIP skip is " + skip + ", and this text encoder has " + own
				+ " layers for it; use 1 or 2.");
		}
		final String name = layout.normed() ? TextGraph.normed(layer) : TextGraph.hidden(layer);
		final float[] values = new float[ids.length];
		for (int i = 0; i < ids.length; i++) values[i] = ids[i];
		final Map<String, Tensor> out = session.run(
			Map.of("input_ids", Batch.of(new Tensor(values, ids.length), 1)),
			pooled ? Set.of(name, TextGraph.POOLED) : Set.of(name), canceled);
		return new Encoding(first(out.get(name)),
			pooled ? first(out.get(TextGraph.POOLED)) : null);
	}

	private static Tensor first(final Tensor batch) {
		return Batch.finite(Batch.first(batch), "text encoder");
	}

	@Override
	public Optional<Path> vocabulary() {
		return Optional.empty();
	}

	@Override
	public Map<String, int[]> embeddings() {
		return embeddings;
	}

	@Override
	public int length() {
		return length;
	}

	@Override
	public int padding() {
		return padding;
	}

	@Override
	public void close() {
		session.close();
	}
}
