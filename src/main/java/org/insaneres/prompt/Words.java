/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that stand for learned vectors (textual inversion): wherever the tokens of a word stand in
 * a text, the ids of its vectors stand instead. As in A1111 the longest word counts, in any case,
 * and tokens decide, so that blanks within do not matter.
 */
final class Words {

	/** Words by their first token, those of most tokens first. */
	private final Map<Integer, List<Word>> byFirst = new HashMap<>();

	/**
	 * @param tokens the word in the text
	 * @param vectors what stands there instead
	 */
	record Word(int[] tokens, int[] vectors) {

		boolean isAt(final int[] ids, final int at) {
			return at + tokens.length <= ids.length
				&& Arrays.equals(tokens, 0, tokens.length, ids, at, at + tokens.length);
		}
	}

	/**
	 * @param vectors ids of the vectors of each word
	 * @param prefix stands before each word
	 */
	Words(final Tokenizer tokenizer, final Map<String, int[]> vectors, final String prefix) {
		vectors.forEach((word, ids) -> {
			final int[] tokens = tokenizer.encode(prefix + word);
			if (tokens.length == 0) return;
			byFirst.computeIfAbsent(tokens[0], first -> new ArrayList<>()).add(new Word(tokens, ids));
		});
		byFirst.values().forEach(
			words -> words.sort(Comparator.comparingInt((Word word) -> -word.tokens.length)));
	}

	/** The word that begins at that place, or null. */
	Word at(final int[] ids, final int place) {
		for (final Word word : byFirst.getOrDefault(ids[place], List.of())) {
			if (word.isAt(ids, place)) return word;
		}
		return null;
	}
}
