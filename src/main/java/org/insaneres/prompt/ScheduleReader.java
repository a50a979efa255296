/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
 */
final class ScheduleReader {

	private static final Pattern NUMBER = Pattern
		.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

	private final String text;
	private final Clock clock;
	private final Deque<Bracket> open = new ArrayDeque<>();
	private final SortedSet<Integer> ends = new TreeSet<>();
	private final Choices choices;
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
			case '(', '[' -> open.push(new Bracket(c, at));
			case ')', ']' -> {
				if (!open.isEmpty() && open.element().closesWith(c) && accepts(open.element(), at))
					open.pop();
				else
					strayBrackets();
			}
			case ':', '|' -> {
				if (!open.isEmpty()) open.element().separate(c, at);
				else if (c == '|') plain = true;
			}
			default -> {
			}
		}
	}

	/** Whether a bracket is well-formed; takes it up if it changes with time. */
	private boolean accepts(final Bracket bracket, final int close) {
		if (bracket.sign == '(') return bracket.bars == 0 && bracket.colons() <= 1;
		if (bracket.separators.isEmpty()) return true;
		if (bracket.colons() == 0) return alternation(bracket, close);
		return bracket.bars == 0 && bracket.colons() <= 2 && schedule(bracket, close);
	}

	private boolean alternation(final Bracket bracket, final int close) {
		final int sections = bracket.separators.size() + 1;
		add(bracket, close, step -> (step - 1) % sections);
		for (int step = 1; step <= clock.steps(); step++) {
			ends.add(step);
		}
		return true;
	}

	private boolean schedule(final Bracket bracket, final int close) {
		final int colons = bracket.colons();
		final int from = Signs.skipSpace(text, bracket.separators.get(colons - 1) + 1);
		final String number = text.substring(from, Math.max(from, Signs.trimEnd(text, from, close)));
		if (!NUMBER.matcher(number).matches()) return false;
		final int when = clock.step(number);
		if (when >= 1) ends.add(when);
		add(bracket, close, step -> step <= when ? colons - 2 : colons - 1);
		return true;
	}

	private void add(final Bracket bracket, final int close, final IntUnaryOperator shown) {
		choices.add(bracket.at, bracket.separators, close, shown);
	}

	private void strayBrackets() {
		for (final Bracket bracket : open) {
			if (bracket.bars > 0) plain = true;
		}
		open.clear();
	}

	/** A bracket whose end is yet to come. */
	private static final class Bracket {

		private final char sign;
		private final int at;
		private final List<Integer> separators = new ArrayList<>();
		private int bars;

		Bracket(final char sign, final int at) {
			this.sign = sign;
			this.at = at;
		}

		boolean closesWith(final char c) {
			return c == (sign == '(' ? ')' : ']');
		}

		void separate(final char c, final int place) {
			separators.add(place);
			if (c == '|') bars++;
		}

		int colons() {
			return separators.size() - bars;
		}
	}
}
