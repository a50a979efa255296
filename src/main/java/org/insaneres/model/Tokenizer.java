/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;

import org.insaneres.Refusal;

/**
 * What a tokenizer's folder says beside its vocabulary.
 *
 * @param folder with vocab.json and merges.txt
 * @param last the highest id
 * @param padding id that fills a chunk, or -1 for the end mark
 */
record Tokenizer(Path folder, int last, int padding) {

	/**
	 * @param zero whether the family pads with id 0 where no file says how
	 * @throws Refusal if a file is damaged
	 */
	static Tokenizer read(final Path folder, final boolean zero) {
		final Json vocabulary = Json.read(folder.resolve("vocab.json"));
		int last = 0;
		for (final var entry : vocabulary.object().properties()) {
			last = Math.max(last, vocabulary.whole(entry.getKey(), 0));
		}
		final Json special = Json.readIfThere(folder.resolve("special_tokens_map.json"));
		final Json config = Json.readIfThere(folder.resolve("tokenizer_config.json"));
		final String pad = word(special, "pad_token", word(config, "pad_token", null));
		final String end = word(special, "eos_token", word(config, "eos_token", "<|endoftext|>"));
		if (pad == null) return new Tokenizer(folder, last, zero ? 0 : -1);
		if (pad.equals(end)) return new Tokenizer(folder, last, -1);
		if (!vocabulary.has(pad)) throw special.wrong("pad_token", "is not in the vocabulary");
		return new Tokenizer(folder, last, vocabulary.whole(pad, 0));
	}

	/** A token given as text or as an object with its content. */
	private static String word(final Json json, final String field, final String otherwise) {
		final JsonNode node = json.object().get(field);
		return node != null && node.isObject()
			? json.inside(field).text("content", otherwise)
			: json.text(field, otherwise);
	}
}
