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

/**
 * A1111's grammar of emphasis: {@code (a)} times 1.1, {@code [a]} divided by 1.1, {@code (a:1.3)}
 * times 1.3, nested ones multiply, a backslash makes the next sign plain, an opening bracket that
 * is never closed reaches to the end, BREAK ends a chunk.
 * <p>
 * A bracket whose number is none, such as {@code (a:1.2.3)}, is plain text. Weights are multiplied
 * from the innermost bracket outwards, so that they are A1111's to the last bit.
 */
final class Attention {

	private static final double ROUND = 1.1;
	private static final double SQUARE = 1 / 1.1;
	private static final String SPECIAL = "\\()[]:";

	/** More open brackets of a kind than this have no effect; keeps the time linear. */
	private static final int DEEPEST = 1000;

	private final String text;
	private final List<Piece> pieces = new ArrayList<>();
	private final Deque<Integer> round = new ArrayDeque<>();
	private final Deque<Integer> square = new ArrayDeque<>();

	private Attention(final String text) {
		this.text = text;
	}

	/** The runs of a text; neighbours differ in weight, and there is at least one. */
	static List<Run> read(final String text) {
		return new Attention(text).read();
	}

	private List<Run> read() {
		int at = 0;
		while (at < text.length()) {
			at = step(at);
		}
		while (!round.isEmpty()) {
			close(round, round.removeLast(), ROUND);
		}
		while (!square.isEmpty()) {
			close(square, square.removeLast(), SQUARE);
		}
		return merged();
	}

	/** Reads one sign or a run of letters; returns the place behind it. */
	private int step(final int at) {
		final char c = text.charAt(at);
		switch (c) {
			case '\\' -> {
				final boolean escape = at + 1 < text.length() && "\\()[]".indexOf(text.charAt(at + 1)) >= 0;
				plain(escape ? text.substring(at + 1, at + 2) : "");
				return escape ? at + 2 : at + 1;
			}
			case '(' -> open(round);
			case '[' -> open(square);
			case ')' -> close(round, ROUND, ")");
			case ']' -> close(square, SQUARE, "]");
			case ':' -> {
				return colon(at);
			}
			default -> {
				int end = at;
				while (end < text.length() && SPECIAL.indexOf(text.charAt(end)) < 0) {
					end++;
				}
				words(text.substring(at, end));
				return end;
			}
		}
		return at + 1;
	}

	/** Reads {@code :number)}, or the colon alone. */
	private int colon(final int at) {
		final int from = Signs.skipSpace(text, at + 1);
		int end = from;
		if (end < text.length() && "+-".indexOf(text.charAt(end)) >= 0) end++;
		final int digits = end;
		while (end < text.length()
			&& (text.charAt(end) == '.' || Character.isDigit(text.codePointAt(end)))) {
			end += Character.charCount(text.codePointAt(end));
		}
		final int bracket = Signs.skipSpace(text, end);
		if (digits == end || bracket == text.length() || text.charAt(bracket) != ')') {
			plain(":");
			return at + 1;
		}
		weigh(text.substring(from, end), text.substring(at, bracket + 1));
		return bracket + 1;
	}

	private void weigh(final String number, final String literally) {
		final OptionalDouble weight = Signs.number(number);
		if (round.isEmpty()) plain(literally);
		else if (weight.isPresent()) close(round, round.removeLast(), Run.limit(weight.getAsDouble()));
		else {
			pieces.get(round.removeLast()).text = "(";
			plain(literally);
		}
	}

	/** An opening bracket is a piece without text, until it turns out to be meant literally. */
	private void open(final Deque<Integer> brackets) {
		brackets.addLast(pieces.size());
		plain(null);
	}

	private void close(final Deque<Integer> brackets, final double factor, final String literally) {
		if (brackets.isEmpty()) plain(literally);
		else close(brackets, brackets.removeLast(), factor);
	}

	private void close(final Deque<Integer> outer, final int from, final double factor) {
		if (outer.size() >= DEEPEST) return;
		for (final Piece piece : pieces.subList(from, pieces.size())) {
			piece.weight = Run.limit(piece.weight * factor);
		}
	}

	private void words(final String words) {
		int from = 0;
		int at = Signs.findWord(words, Run.BREAK, 0);
		while (at >= 0) {
			plain(words.substring(from, Signs.trimEnd(words, from, at)));
			pieces.add(new Piece(Run.chunkEnd()));
			from = Signs.skipSpace(words, at + Run.BREAK.length());
			at = Signs.findWord(words, Run.BREAK, from);
		}
		plain(words.substring(from));
	}

	private void plain(final String literally) {
		pieces.add(new Piece(new Run(literally, 1)));
	}

	private List<Run> merged() {
		final List<Run> runs = new ArrayList<>();
		final StringBuilder same = new StringBuilder();
		Piece last = null;
		for (final Piece piece : pieces) {
			if (piece.text == null) continue;
			if (last != null && last.weight != piece.weight) {
				runs.add(new Run(same.toString(), last.weight));
				same.setLength(0);
			}
			same.append(piece.text);
			last = piece;
		}
		runs.add(new Run(same.toString(), last == null ? 1 : last.weight));
		return runs;
	}

	private static final class Piece {

		private String text;
		private double weight;

		Piece(final Run run) {
			text = run.text();
			weight = run.weight();
		}
	}
}
