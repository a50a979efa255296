/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.insaneres.Refusal;

/**
 * The second argument of a macro's {@code run} as keys and values.
 *
 * <pre>
 * strength=.5 steps=20 sampler=[Euler a] slices=true prompt=[a (red:1.2) door]
 * </pre>
 *
 * The grammar is that of {@code ij.Macro.getValue}: words {@code key=value}, a value with spaces in
 * brackets, which may hold balanced brackets, or in single quotes. It is read from the left, so
 * that a text holding {@code seed=7} sets no seed, and what ImageJ would pass over in silence is
 * refused. Beyond that grammar, a bracketed text may hold unbalanced brackets, as ImageJ's Recorder
 * writes them, where it is clear how it ends.
 */
final class MacroOptions {

	private final String text;
	private final Map<String, Key> keys = new LinkedHashMap<>();
	private int at;

	private MacroOptions(final String text, final List<Key> keys) {
		this.text = text;
		keys.forEach(key -> this.keys.put(key.name(), key));
	}

	/**
	 * Reads the options of a macro line.
	 *
	 * @param text the options as the macro gives them; empty or null has none
	 * @param keys the keys there are
	 * @return the values of the keys that are given, in the types of the keys
	 * @throws Refusal if a key is unknown, given twice or without a value, or if its value is not
	 * allowed
	 */
	static Map<Key, Object> read(final String text, final List<Key> keys) {
		return new MacroOptions(text == null ? "" : text, keys).read();
	}

	private Map<Key, Object> read() {
		final Map<Key, Object> values = new LinkedHashMap<>();
		skipSpace();
		while (at < text.length()) {
			final Key key = key();
			final Object value = Values.read(key, value(key));
			if (values.put(key, value) != null) {
				throw new Refusal(key.name() + " is given twice; give it once.");
			}
			skipSpace();
		}
		return values;
	}

	private Key key() {
		final int end = wordEnd(at);
		final int equals = text.indexOf('=', at);
		final boolean bare = equals < 0 || equals > end;
		final String name = text.substring(at, bare ? end : equals);
		final Key key = keys.get(name);
		if (key == null) {
			throw new Refusal("There is no key " + name + (bare
				? "; write key=value, with [ ] around a value that has spaces."
				: "; the keys are " + String.join(", ", keys.keySet()) + "."));
		}
		if (bare) {
			throw new Refusal(
				name + " has no value: write " + name + "=value, where the value is " + Values.allowed(key)
					+ ".");
		}
		at = equals + 1;
		return key;
	}

	private String value(final Key key) {
		final char first = at < text.length() ? text.charAt(at) : ' ';
		if (first == '[') return inside(bracket(key));
		final int quote = first == '\'' ? text.indexOf('\'', at + 1) : -1;
		if (quote > 0 && isEnd(quote + 1)) return inside(quote);
		final String word = text.substring(at, wordEnd(at));
		at += word.length();
		return word;
	}

	private String inside(final int end) {
		final String value = text.substring(at + 1, end);
		at = end + 1;
		return value;
	}

	/** Where the bracketed value that begins here ends. */
	private int bracket(final Key key) {
		final int balanced = balanced();
		if (balanced > 0 && isEnd(balanced + 1)) return balanced;
		for (int i = text.indexOf(']', at); i > 0; i = text.indexOf(']', i + 1)) {
			if (isEnd(i + 1)) return i;
		}
		if (balanced > 0) return balanced;
		throw new Refusal(key.name() + " begins with [ that is never closed; end its value with ].");
	}

	private int balanced() {
		int depth = 0;
		for (int i = at; i < text.length(); i++) {
			if (text.charAt(i) == '[') depth++;
			else if (text.charAt(i) == ']' && --depth == 0) return i;
		}
		return -1;
	}

	/** Whether nothing, or a known key, follows. */
	private boolean isEnd(final int position) {
		int next = position;
		while (next < text.length() && Character.isWhitespace(text.charAt(next))) next++;
		if (next == text.length()) return true;
		return next > position && keys.keySet().stream().anyMatch(startsAt(next));
	}

	private Predicate<String> startsAt(final int position) {
		return key -> text.startsWith(key, position)
			&& text.startsWith("=", position + key.length());
	}

	private int wordEnd(final int from) {
		int end = from;
		while (end < text.length() && !Character.isWhitespace(text.charAt(end))) end++;
		return end;
	}

	private void skipSpace() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
	}
}
