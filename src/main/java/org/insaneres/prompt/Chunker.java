/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.List;
import java.util.Map;

/**
 * Cuts a prompt of any length into chunks for a text encoder, as A1111 does; with
 * {@link Emphasis#COMFYUI} as ComfyUI does.
 *
 * <pre>
 * Chunker chunker = Chunker.of(Tokenizer.read(vocabulary), 77, -1);
 * for (Chunk chunk : chunker.chunks("a (red:1.3) cat")) encode(chunk.ids());
 * </pre>
 *
 * A chunk takes {@code length - 2} tokens. Where it is full, what stands behind its last comma
 * moves on to the next chunk, if that comma is at most {@code backtrack} tokens back. BREAK begins
 * a new chunk. There is always at least one chunk.
 *
 * @param tokenizer of the encoder
 * @param length tokens in a chunk with its marks, 77 for CLIP; at least 3
 * @param padding id that fills a chunk behind its end mark, or -1 for the end mark itself
 * @param emphasis what brackets mean
 * @param backtrack how many tokens may move on, 0 for none; A1111 uses 20
 * @param embeddings words that stand for learned vectors, and the ids of these; they are never cut
 */
public record Chunker(Tokenizer tokenizer, int length, int padding, Emphasis emphasis,
	int backtrack, Map<String, int[]> embeddings) {

	private static final int BACKTRACK = 20;

	public Chunker {
		if (length < 3) throw new IllegalArgumentException("No room for text in " + length + " tokens");
	}

	/** A chunker with A1111's emphasis and backtracking. */
	public static Chunker of(final Tokenizer tokenizer, final int length, final int padding) {
		return new Chunker(tokenizer, length, padding, Emphasis.A1111, BACKTRACK, Map.of());
	}

	/** The same with another meaning of brackets. */
	public Chunker with(final Emphasis other) {
		return new Chunker(tokenizer, length, padding, other, backtrack, embeddings);
	}

	/** The same moving on at most that many tokens. */
	public Chunker withBacktrack(final int tokens) {
		return new Chunker(tokenizer, length, padding, emphasis, tokens, embeddings);
	}

	/** The same with other words that stand for learned vectors. */
	public Chunker withEmbeddings(final Map<String, int[]> words) {
		return new Chunker(tokenizer, length, padding, emphasis, backtrack, words);
	}

	/** The chunks of a text, one or more. */
	public List<Chunk> chunks(final String text) {
		return assemble(text).chunks();
	}

	/** How many tokens a text takes, chunks that end early counted in full; for a display. */
	public int count(final String text) {
		return assemble(text).count();
	}

	private Assembly assemble(final String text) {
		final Assembly assembly = new Assembly(this);
		final Words words = new Words(tokenizer, embeddings, emphasis.embeddingPrefix());
		for (final Run run : emphasis.read(text)) {
			emphasis.add(run, tokenizer, words, assembly);
		}
		assembly.finish();
		return assembly;
	}
}
