/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A text in which brackets hold several sections of which one is shown at a time, or none. Nested
 * to any depth without recursion; showing takes time in proportion to the text.
 */
final class Choices {

	private final String text;
	private final Choice[] signs;

	/** No choices yet. */
	Choices(final String text) {
		this.text = text;
		signs = new Choice[text.length()];
	}

	/**
	 * Makes a choice of a bracket; its signs are shown no more.
	 *
	 * @param open place of the opening bracket
	 * @param separators places of the signs between sections
	 * @param close place of the closing bracket
	 * @param shown from step to the section shown, counted from 0; other numbers show none
	 */
	void add(final int open, final List<Integer> separators, final int close,
		final IntUnaryOperator shown) {
		final Choice choice = new Choice(open, close, shown);
		signs[open] = choice;
		signs[close] = choice;
		for (final int separator : separators) {
			signs[separator] = choice;
		}
	}

	/** The text as it is in a step. */
	String at(final int step) {
		final StringBuilder out = new StringBuilder(text.length());
		final Deque<Section> open = new ArrayDeque<>();
		boolean visible = true;
		for (int i = 0; i < text.length(); i++) {
			final Choice choice = signs[i];
			if (choice == null) {
				if (visible) out.append(text.charAt(i));
				continue;
			}
			if (i == choice.open) open.push(new Section(visible, choice.shown.applyAsInt(step)));
			else if (i == choice.close) open.pop();
			else open.element().untilShown--;
			visible = open.isEmpty() || open.element().isVisible();
		}
		return out.toString();
	}

	private record Choice(int open, int close, IntUnaryOperator shown) {}

	/** Where in an open choice the reading is. */
	private static final class Section {

		private final boolean outerVisible;
		private int untilShown;

		Section(final boolean outerVisible, final int shown) {
			this.outerVisible = outerVisible;
			untilShown = shown;
		}

		boolean isVisible() {
			return outerVisible && untilShown == 0;
		}
	}
}
