/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * ComfyUI's grammar of emphasis: {@code (a)} times 1.1, while {@code (a:1.3)} sets the weight to
 * 1.3 whatever is around it. Square brackets, colons elsewhere and BREAK are plain text, and a
 * backslash makes a bracket, brace or bar plain. Brackets that do not match are plain text, as
 * there.
 */
final class Parentheses {

	private static final double FACTOR = 1.1;
	private static final Pattern ESCAPE = Pattern.compile("\\\\([{}|])");

	/** More open brackets than this are plain text; keeps the time linear. */
	private static final int DEEPEST = 1000;

	/** Stand-ins for bracket signs that are meant literally; private use, so in no vocabulary. */
	private static final char OPEN = '\uE0F8';
	private static final char CLOSE = '\uE0F9';

	private Parentheses() {}

	/** The runs of a text in order; none is empty, and only an empty text has none. */
	static List<Run> read(final String text) {
		final List<Run> runs = new ArrayList<>();
		final Deque<Part> open = new ArrayDeque<>();
		final String hidden = text.replace("\\)", String.valueOf(CLOSE)).replace("\\(",
			String.valueOf(OPEN));
		split(new Part(hidden, 1, 0), open);
		while (!open.isEmpty()) {
			final Part part = open.pop();
			if (part.isBracket() && part.depth < DEEPEST) split(part.inside(), open);
			else runs.add(new Run(part.literally(), part.weight));
		}
		return runs;
	}

	/** Pushes the outermost brackets of a part and what is between them, the first one on top. */
	private static void split(final Part part, final Deque<Part> stack) {
		final List<Part> parts = new ArrayList<>();
		int from = 0;
		int level = 0;
		for (int i = 0; i < part.text.length(); i++) {
			final char c = part.text.charAt(i);
			if (c == '(' && level++ == 0) {
				part.cut(from, i, parts);
				from = i;
			} else if (c == ')' && --level == 0) {
				part.cut(from, i + 1, parts);
				from = i + 1;
			}
		}
		part.cut(from, part.text.length(), parts);
		for (int i = parts.size() - 1; i >= 0; i--) {
			stack.push(parts.get(i));
		}
	}

	private record Part(String text, double weight, int depth) {

		void cut(final int from, final int to, final List<Part> into) {
			if (from < to) into.add(new Part(text.substring(from, to), weight, depth));
		}

		String literally() {
			return ESCAPE.matcher(text.replace(CLOSE, ')').replace(OPEN, '(')).replaceAll("$1");
		}

		boolean isBracket() {
			return text.length() >= 2 && text.startsWith("(") && text.endsWith(")");
		}

		Part inside() {
			final String inner = text.substring(1, text.length() - 1);
			final int colon = inner.lastIndexOf(':');
			final OptionalDouble number = colon > 0
				? Signs.number(inner.substring(colon + 1))
				: OptionalDouble.empty();
			if (number.isEmpty()) return new Part(inner, Run.limit(weight * FACTOR), depth + 1);
			return new Part(inner.substring(0, colon), Run.limit(number.getAsDouble()), depth + 1);
		}
	}
}
