/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Kinds of characters and numbers as Python's regular expressions see them, since what A1111 reads
 * is defined by those.
 */
public final class Signs {

	private static final Pattern NUMBER = Pattern
		.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

	private Signs() {}

	/** {@code \s}: all blanks and line ends of Unicode, and the four separators U+001C to U+001F. */
	public static boolean isSpace(final char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
	}

	/** {@code \w}: letters, numbers of any kind and the underscore. */
	public static boolean isWord(final int c) {
		return switch (Character.getType(c)) {
			case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
			default -> c == '_' || Character.isLetterOrDigit(c);
		};
	}

	/** Whether the word stands at that place in the text with no word character around it. */
	static boolean isWholeWord(final String text, final int at, final String word) {
		final int end = at + word.length();
		return text.startsWith(word, at) && (at == 0 || !isWord(text.codePointBefore(at)))
			&& (end == text.length() || !isWord(text.codePointAt(end)));
	}

	/** The first place, not before from, where the word stands alone, or -1. */
	static int findWord(final String text, final String word, final int from) {
		int at = text.indexOf(word, from);
		while (at >= 0 && !isWholeWord(text, at, word)) {
			at = text.indexOf(word, at + 1);
		}
		return at;
	}

	/** The first place, not before from, that is no blank. */
	public static int skipSpace(final String text, final int from) {
		int at = from;
		while (at < text.length() && isSpace(text.charAt(at))) {
			at++;
		}
		return at;
	}

	/** The place behind the last character before end that is no blank; not before from. */
	public static int trimEnd(final String text, final int from, final int end) {
		int at = end;
		while (at > from && isSpace(text.charAt(at - 1))) {
			at--;
		}
		return at;
	}

	/** A finite decimal number, digits of any script, blanks around it allowed. */
	static OptionalDouble number(final String text) {
		final int from = skipSpace(text, 0);
		final StringBuilder plain = new StringBuilder();
		text.substring(from, trimEnd(text, from, text.length())).codePoints().forEach(
			c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
		if (!NUMBER.matcher(plain).matches()) return OptionalDouble.empty();
		final double value = Double.parseDouble(plain.toString());
		return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
	}
}
