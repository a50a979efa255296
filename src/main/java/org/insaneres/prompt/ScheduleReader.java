/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds schedules and alternations in a text, in one pass with a stack of open brackets.
 * <p>
 * Only well-formed brackets within well-formed brackets count. One that is not, because it does not
 * match or has the wrong separators, is a stray sign, and so is every bracket around it. A stray
 * bar, or a backslash with nothing behind it, makes the whole text plain.
 * <p>
 * Stray signs right behind a schedule make it stray, too, if they and the brackets of emphasis that
 * end with it are an even number: that is how the parser of A1111 (lark, Earley) decides between
 * its two ways to read them.
 */
final class ScheduleReader {

	private static final Pattern NUMBER = Pattern
		.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

	private final String text;
	private final Clock clock;
	private final Deque<Bracket> open = new ArrayDeque<>();
	private final SortedSet<Integer> ends = new TreeSet<>();
	private final Choices choices;
	private final List<Change> changes = new ArrayList<>();
	private final BitSet signs = new BitSet();
	private final BitSet wellFormed = new BitSet();
	private boolean plain;

	ScheduleReader(final String text, final Clock clock) {
		this.text = text;
		this.clock = clock;
		choices = new Choices(text);
		for (int at = 0; at < text.length(); at++) {
			if (text.charAt(at) == '\\') escape(++at);
			else sign(at);
		}
		strayBrackets();
		// From the end, as the brackets of a stray one are stray signs for the one before
		for (int i = changes.size() - 1; i >= 0; i--) {
			if (isStray(changes.get(i))) changes.get(i).brackets.forEach(b -> b.mark(wellFormed, false));
			else add(changes.get(i));
		}
		if (plain) ends.clear();
		ends.add(clock.steps());
	}

	/** The last steps of the stretches, ascending, the last one that of the run. */
	SortedSet<Integer> ends() {
		return ends;
	}

	/** The text in a step, counted from 1. */
	String at(final int step) {
		return plain ? text : choices.at(step);
	}

	private void escape(final int at) {
		if (at >= text.length() || text.charAt(at) == '\n') plain = true;
	}

	private void sign(final int at) {
		final char c = text.charAt(at);
		switch (c) {
			case '(', '[' -> {
				signs.set(at);
				open.push(new Bracket(c, at));
			}
			case ')', ']' -> {
				signs.set(at);
				if (!open.isEmpty() && open.element().closedBy(c, at) && accepts(open.element())) {
					open.pop().mark(wellFormed, true);
				} else {
					strayBrackets();
				}
			}
			case ':', '|' -> {
				signs.set(at);
				if (!open.isEmpty()) open.element().separate(c, at);
				else if (c == '|') plain = true;
			}
			default -> {
			}
		}
	}

	/** Whether a bracket is well-formed; takes it up if it changes with time. */
	private boolean accepts(final Bracket bracket) {
		if (bracket.sign == '(' || bracket.separators.isEmpty()) {
			return bracket.bars == 0 && bracket.colons() <= 1 && emphasis(bracket);
		}
		if (bracket.colons() == 0) return alternation(bracket);
		return bracket.bars == 0 && bracket.colons() <= 2 && schedule(bracket);
	}

	private boolean emphasis(final Bracket bracket) {
		if (changes.isEmpty()) return true;
		final Change last = changes.get(changes.size() - 1);
		if (last.end() == bracket.close - 1) last.brackets.add(bracket);
		return true;
	}

	private boolean alternation(final Bracket bracket) {
		final int sections = bracket.separators.size() + 1;
		choices.add(bracket.at, bracket.separators, bracket.close, step -> (step - 1) % sections);
		for (int step = 1; step <= clock.steps(); step++) {
			ends.add(step);
		}
		return true;
	}

	private boolean schedule(final Bracket bracket) {
		final int colons = bracket.colons();
		final int from = Signs.skipSpace(text, bracket.separators.get(colons - 1) + 1);
		final String number = text.substring(from,
			Math.max(from, Signs.trimEnd(text, from, bracket.close)));
		if (!NUMBER.matcher(number).matches()) return false;
		changes.add(new Change(clock.step(number), new ArrayList<>(List.of(bracket))));
		return true;
	}

	private boolean isStray(final Change change) {
		int behind = change.end() + 1;
		while (signs.get(behind) && !wellFormed.get(behind)) {
			behind++;
		}
		final int strays = behind - change.end() - 1;
		return strays > 0 && (strays + change.brackets.size() - 1) % 2 == 0;
	}

	private void add(final Change change) {
		final Bracket bracket = change.brackets.get(0);
		final int colons = bracket.colons();
		if (change.when >= 1) ends.add(change.when);
		choices.add(bracket.at, bracket.separators, bracket.close,
			step -> step <= change.when ? colons - 2 : colons - 1);
	}

	private void strayBrackets() {
		for (final Bracket bracket : open) {
			if (bracket.bars > 0) plain = true;
		}
		open.clear();
	}

	/**
	 * A schedule.
	 *
	 * @param when last step of what stands before
	 * @param brackets its own, and those of emphasis around it that end with it
	 */
	private record Change(int when, List<Bracket> brackets) {

		int end() {
			return brackets.get(brackets.size() - 1).close;
		}
	}

	/** A bracket whose end may be yet to come. */
	private static final class Bracket {

		private final char sign;
		private final int at;
		private final List<Integer> separators = new ArrayList<>();
		private int bars;
		private int close;

		Bracket(final char sign, final int at) {
			this.sign = sign;
			this.at = at;
		}

		boolean closedBy(final char c, final int place) {
			close = place;
			return c == (sign == '(' ? ')' : ']');
		}

		void separate(final char c, final int place) {
			separators.add(place);
			if (c == '|') bars++;
		}

		int colons() {
			return separators.size() - bars;
		}

		void mark(final BitSet signs, final boolean wellFormed) {
			signs.set(at, wellFormed);
			signs.set(close, wellFormed);
			separators.forEach(separator -> signs.set(separator, wellFormed));
		}
	}
}
