/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Chooses one of the words in <code>{red|green|blue}</code>, by a seed.
 * <p>
 * Braces may be nested, and a backslash before a sign makes it plain (and stays there, as the other
 * grammars of a prompt take it away). Braces without a bar, or without a partner, are plain text.
 * <p>
 * The choice: braces with a bar are numbered from 0 in the order of their opening brace, chosen or
 * not; number k with n words takes word {@code x mod n}, x being the unsigned (k+1)-th number of
 * SplitMix64 (Steele et al. 2014) with that seed. So a word stays when others are changed later in
 * the text.
 */
public final class Wildcards {

	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	private Wildcards() {}

	/** The text with all choices made; any text is valid. */
	public static String choose(final String text, final long seed) {
		final Choices choices = new Choices(text);
		long number = seed;
		for (final Brace brace : find(text)) {
			number += GOLDEN;
			final int which = (int) Long.remainderUnsigned(mix(number), brace.bars.size() + 1);
			choices.add(brace.open, brace.bars, brace.close, step -> which);
		}
		return choices.at(0);
	}

	/** All pairs of braces with a bar, by their opening brace. */
	private static List<Brace> find(final String text) {
		final List<Brace> all = new ArrayList<>();
		final Deque<Brace> open = new ArrayDeque<>();
		for (int at = 0; at < text.length(); at++) {
			switch (text.charAt(at)) {
				case '\\' -> at++;
				case '{' -> {
					open.push(new Brace(at));
					all.add(open.element());
				}
				case '|' -> {
					if (!open.isEmpty()) open.element().bars.add(at);
				}
				case '}' -> {
					if (!open.isEmpty()) open.pop().close = at;
				}
				default -> {
				}
			}
		}
		all.removeIf(brace -> brace.close < 0 || brace.bars.isEmpty());
		return all;
	}

	private static long mix(final long number) {
		long z = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return z ^ z >>> 31;
	}

	private static final class Brace {

		private final int open;
		private final List<Integer> bars = new ArrayList<>();
		private int close = -1;

		Brace(final int open) {
			this.open = open;
		}
	}
}
