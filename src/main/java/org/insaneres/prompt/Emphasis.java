/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.insaneres.Refusal;

/** What brackets in a prompt mean, and what a weight does to the encoded text. */
public enum Emphasis {

	/** A1111's grammar; weights multiply, then the mean of the encoded text is restored. */
	A1111("A1111", Attention::read) {

		@Override
		public float[] apply(final float[] hidden, final float[] weights, final float[] empty) {
			return Weights.restoreMean(hidden, Weights.multiply(hidden, weights));
		}
	},

	/** A1111's grammar; weights multiply. Better for SDXL. */
	NO_NORM("No norm", Attention::read) {

		@Override
		public float[] apply(final float[] hidden, final float[] weights, final float[] empty) {
			return Weights.multiply(hidden, weights);
		}
	},

	/**
	 * ComfyUI's grammar; weights scale the distance to the encoded empty text. A run of fewer than 8
	 * tokens is not cut, and commas have no say in where chunks end. Learned vectors are called
	 * {@code embedding:name}.
	 */
	COMFYUI("ComfyUI", Parentheses::read) {

		private static final int KEPT_WHOLE = 7;

		@Override
		void add(final Run run, final Tokenizer tokenizer, final Words words, final Assembly to) {
			final int[] ids = tokenizer.encode(run.text());
			if (ids.length <= KEPT_WHOLE) to.makeRoom(ids.length);
			for (int i = 0; i < ids.length;) i += addNext(ids, i, (float) run.weight(), words, to);
		}

		@Override
		String embeddingPrefix() {
			return "embedding:";
		}

		@Override
		public float[] apply(final float[] hidden, final float[] weights, final float[] empty) {
			return Weights.awayFrom(empty, hidden, weights);
		}
	};

	private final String label;
	private final Function<String, List<Run>> grammar;

	Emphasis(final String label, final Function<String, List<Run>> grammar) {
		this.label = label;
		this.grammar = grammar;
	}

	/** The rule with that label, in any case. */
	public static Emphasis of(final String label) {
		return Stream.of(values()).filter(e -> e.label.equalsIgnoreCase(label.strip())).findFirst()
			.orElseThrow(() -> new Refusal("There is no emphasis \"" + label + "\"; choose one of "
				+ Stream.of(values()).map(Emphasis::label).collect(Collectors.joining(", ")) + "."));
	}

	/** The name a user types. */
	public String label() {
		return label;
	}

	/** Reads the emphasis of a text; any text is valid. */
	public List<Run> read(final String text) {
		return grammar.apply(text);
	}

	/**
	 * Weighs the encoded tokens of one chunk.
	 *
	 * @param hidden tokens x width
	 * @param weights one per token
	 * @param empty the encoding of an empty chunk, tokens x width; only {@link #COMFYUI} looks at it
	 * @return a new array, tokens x width
	 * @throws IllegalArgumentException if the sizes do not fit
	 */
	public abstract float[] apply(float[] hidden, float[] weights, float[] empty);

	/** Puts the tokens of one run into chunks. */
	void add(final Run run, final Tokenizer tokenizer, final Words words, final Assembly to) {
		if (run.endsChunk()) {
			to.endChunk();
			return;
		}
		final int[] ids = tokenizer.encode(run.text());
		for (int i = 0; i < ids.length;) {
			to.breakAtComma(ids[i]);
			i += addNext(ids, i, (float) run.weight(), words, to);
		}
	}

	/**
	 * Adds a token, or the vectors of the word that begins there; returns how many tokens that is.
	 */
	static int addNext(final int[] ids, final int at, final float weight, final Words words,
		final Assembly to) {
		final Words.Word word = words.at(ids, at);
		if (word == null) {
			to.append(ids[at], weight);
			return 1;
		}
		to.makeRoom(word.vectors().length);
		for (final int id : word.vectors()) to.append(id, weight);
		return word.tokens().length;
	}

	/** What stands before a word for learned vectors. */
	String embeddingPrefix() {
		return "";
	}

	/** Whether {@link #apply} needs the encoding of an empty chunk. */
	public boolean needsEmpty() {
		return this == COMFYUI;
	}
}
