/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.insaneres.model.DiffusionModel;
import org.insaneres.model.TextEncoder;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.Tensor;
import org.insaneres.prompt.Chunk;
import org.insaneres.prompt.Chunker;
import org.insaneres.prompt.Emphasis;
import org.insaneres.prompt.Tokenizer;

/**
 * What the text encoders of a model make of texts of any length. Remembers what it has read, as
 * prompts that change during a run come back to the same words.
 */
final class PromptReader {

	private final List<Part> parts = new ArrayList<>();
	private final Map<String, List<Encoding>> known = new HashMap<>();

	/**
	 * @param clipskip layer of the text encoders, counted from the last, 1
	 * @param canceled asked while encoding; true stops with a CancellationException
	 */
	PromptReader(final DiffusionModel model, final Emphasis emphasis, final int clipskip,
		final BooleanSupplier canceled) {
		for (final TextEncoder encoder : model.encoders()) {
			final Chunker chunker = Chunker.of(
				encoder.vocabulary().map(Tokenizer::read).orElseGet(Tokenizer::clip), encoder.length(),
				encoder.padding()).with(emphasis).withEmbeddings(encoder.embeddings());
			parts.add(new Part(encoder, chunker, clipskip, canceled));
		}
	}

	/** One encoding for each text encoder. */
	List<Encoding> read(final String text) {
		List<Encoding> encodings = known.get(text);
		if (encodings == null) {
			encodings = parts.stream().map(part -> part.encode(part.chunker.chunks(text))).toList();
			known.put(text, encodings);
		}
		return encodings;
	}

	/** Zeros in place of an empty text. */
	List<Encoding> nothing() {
		return read("").stream()
			.map(empty -> new Encoding(zeros(empty.hidden()), zeros(empty.pooled()))).toList();
	}

	/** The text encoders, one after the other. */
	List<Part> parts() {
		return parts;
	}

	private static Tensor zeros(final Tensor like) {
		return like == null ? null : new Tensor(new float[like.data().length], like.shape());
	}

	/** A text encoder and how texts are cut for it. */
	record Part(TextEncoder encoder, Chunker chunker, int clipskip, BooleanSupplier canceled) {

		/** All chunks behind one another; pooled is that of the first, as in A1111. */
		Encoding encode(final List<Chunk> chunks) {
			final List<Tensor> hidden = new ArrayList<>();
			Tensor pooled = null;
			for (final Chunk chunk : chunks) {
				final Encoding encoding = encoder.encode(chunk.ids(), clipskip, canceled);
				if (hidden.isEmpty()) pooled = encoding.pooled();
				hidden.add(chunk.weighted() ? weigh(encoding.hidden(), chunk) : encoding.hidden());
			}
			return new Encoding(joined(hidden), pooled);
		}

		private Tensor weigh(final Tensor hidden, final Chunk chunk) {
			final Emphasis emphasis = chunker.emphasis();
			final float[] empty = emphasis.needsEmpty()
				? encoder.encode(chunker.chunks("").get(0).ids(), clipskip, canceled).hidden().data()
				: null;
			return new Tensor(emphasis.apply(hidden.data(), chunk.weights(), empty), hidden.shape());
		}
	}

	private static Tensor joined(final List<Tensor> parts) {
		if (parts.size() == 1) return parts.get(0);
		final int width = parts.get(0).shape()[1];
		final int tokens = parts.stream().mapToInt(part -> part.shape()[0]).sum();
		final float[] all = new float[tokens * width];
		int to = 0;
		for (final Tensor part : parts) {
			System.arraycopy(part.data(), 0, all, to, part.data().length);
			to += part.data().length;
		}
		return new Tensor(all, tokens, width);
	}
}
