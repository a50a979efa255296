/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.insaneres.Refusal;

/**
 * Turns text into the ids that a CLIP text encoder was trained on, as Hugging Face's CLIP tokenizer
 * does: composed (NFC), lower case, split into words, single digits and runs of other signs, each
 * encoded by byte pairs. The texts {@code <|startoftext|>} and {@code <|endoftext|>} become the
 * marks themselves.
 *
 * <pre>
 * Tokenizer tokenizer = Tokenizer.read(folder);
 * int[] ids = tokenizer.encode("a photo"); // without marks
 * </pre>
 *
 * Immutable; takes n log n time for n characters.
 */
public final class Tokenizer {

	private static final Pattern MARKS = Pattern
		.compile(Pattern.quote(Vocabulary.BEGIN) + "|" + Pattern.quote(Vocabulary.END));

	private static final Pattern WORDS = Pattern.compile(
		"'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

	private final Map<String, Integer> ids;
	private final Merges merges;

	private Tokenizer(final Vocabulary vocabulary) {
		ids = vocabulary.ids();
		merges = new Merges(vocabulary.pairs());
	}

	/**
	 * Reads a vocabulary.
	 *
	 * @param place a folder with vocab.json and merges.txt, or OpenAI's bpe_simple_vocab_16e6.txt.gz
	 * @throws Refusal if it is missing, damaged or of another kind
	 */
	public static Tokenizer read(final Path place) {
		try {
			if (Files.isDirectory(place)) return new Tokenizer(Vocabulary.readFolder(place));
			try (InputStream in = Files.newInputStream(place)) {
				return new Tokenizer(Vocabulary.readOpenAi(in));
			}
		} catch (final IOException e) {
			throw unreadable(place.toString(), e);
		}
	}

	/** The vocabulary of CLIP-L and of all OpenCLIP encoders, which comes with this program. */
	public static Tokenizer clip() {
		try (InputStream in = Tokenizer.class.getResourceAsStream("clip/merges.txt.gz")) {
			return new Tokenizer(Vocabulary.readOpenAi(in));
		} catch (final IOException e) {
			throw unreadable("of CLIP", e);
		}
	}

	private static Refusal unreadable(final String what, final IOException e) {
		return new Refusal("The vocabulary " + what + " cannot be read ("
			+ e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage()).lines().findFirst()
				.orElse("")
			+ "); a folder with vocab.json and merges.txt is needed: install the model again.", e);
	}

	/** Id of the mark before a text. */
	public int begin() {
		return ids.get(Vocabulary.BEGIN);
	}

	/** Id of the mark behind a text; also stands for symbols that the vocabulary lacks. */
	public int end() {
		return ids.get(Vocabulary.END);
	}

	/** Id of a comma that ends a word, or -1 if the vocabulary has none. */
	public int comma() {
		return ids.getOrDefault("," + Merges.WORD_END, -1);
	}

	/** The ids of a text of any length, without marks around it. */
	public int[] encode(final String text) {
		final IntStream.Builder out = IntStream.builder();
		final Matcher marks = MARKS.matcher(text);
		int from = 0;
		while (marks.find()) {
			encode(text.substring(from, marks.start()), out);
			out.add(ids.get(marks.group()));
			from = marks.end();
		}
		encode(text.substring(from), out);
		return out.build().toArray();
	}

	private void encode(final String text, final IntStream.Builder out) {
		final Matcher words = WORDS.matcher(lowerCase(Normalizer.normalize(text, Normalizer.Form.NFC)));
		while (words.find()) {
			for (final String symbol : merges.split(ByteAlphabet.write(words.group()))) {
				out.add(ids.getOrDefault(symbol, end()));
			}
		}
	}

	/** Letter by letter, so that a Greek sigma at a word's end stays a medial one as in training. */
	private static String lowerCase(final String text) {
		final StringBuilder out = new StringBuilder(text.length());
		text.codePoints().forEach(c -> {
			if (c < 128) out.append((char) Character.toLowerCase(c));
			else out.append(Character.toString(c).toLowerCase(Locale.ROOT));
		});
		return out.toString();
	}
}
