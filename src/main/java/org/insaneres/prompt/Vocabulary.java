/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import org.insaneres.Refusal;

/**
 * The symbols of a text encoder and the pairs they were joined from, as read from files.
 *
 * @param ids from symbol to id
 * @param pairs in the order they were learned, each as two symbols with a blank between
 */
record Vocabulary(Map<String, Integer> ids, List<String> pairs) {

	static final String BEGIN = "<|startoftext|>";
	static final String END = "<|endoftext|>";

	/** Bytes of a file; those of CLIP have one megabyte. */
	private static final long LARGEST = 4 << 20;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	/** Merges that OpenAI's CLIP uses of the longer list in its file. */
	private static final int OPENAI_MERGES = 49152 - 256 - 2;

	Vocabulary {
		for (final String mark : List.of(BEGIN, END)) {
			if (ids.get(mark) == null) {
				throw new Refusal("The vocabulary has no " + mark
					+ ": it does not belong to a CLIP text encoder; choose another model.");
			}
		}
	}

	/** Reads vocab.json and merges.txt (with or without a version line, any line ends). */
	static Vocabulary readFolder(final Path folder) throws IOException {
		for (final String name : List.of("vocab.json", "merges.txt")) {
			if (Files.size(folder.resolve(name)) > LARGEST) {
				throw new IOException(name + " is far too large");
			}
		}
		final Map<String, Integer> ids;
		try (InputStream in = Files.newInputStream(folder.resolve("vocab.json"))) {
			ids = new ObjectMapper().readValue(in, new TypeReference<HashMap<String, Integer>>() {
			});
		}
		try (InputStream in = Files.newInputStream(folder.resolve("merges.txt"))) {
			if (ids == null) return new Vocabulary(Map.of(), List.of());
			ids.values().removeIf(Objects::isNull);
			return new Vocabulary(ids, pairs(in));
		}
	}

	/**
	 * Reads OpenAI's bpe_simple_vocab_16e6.txt.gz, which holds the merges alone: the ids follow from
	 * their order behind the 256 bytes and the 256 bytes that end a word.
	 */
	static Vocabulary readOpenAi(final InputStream gzip) throws IOException {
		final List<String> all = pairs(new GZIPInputStream(gzip));
		final List<String> pairs = all.subList(0, Math.min(all.size(), OPENAI_MERGES));
		final Map<String, Integer> ids = new HashMap<>();
		for (final String symbol : ByteAlphabet.order()) {
			ids.put(symbol, ids.size());
		}
		for (final String symbol : ByteAlphabet.order()) {
			ids.put(symbol + Merges.WORD_END, ids.size());
		}
		for (final String pair : pairs) {
			ids.put(pair.replace(" ", ""), ids.size());
		}
		ids.put(BEGIN, ids.size());
		ids.put(END, ids.size());
		return new Vocabulary(ids, pairs);
	}

	private static List<String> pairs(final InputStream in) throws IOException {
		final BufferedReader lines = new BufferedReader(
			new InputStreamReader(in, StandardCharsets.UTF_8));
		final List<String> pairs = new ArrayList<>();
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			final boolean version = pairs.isEmpty() && line.contains("#version");
			if (!version && !line.isBlank()) pairs.add(line.replace(BYTE_ORDER_MARK, "").strip());
		}
		return pairs;
	}
}
