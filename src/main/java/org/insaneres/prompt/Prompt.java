/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A prompt as A1111 reads it: parts joined by AND, each with a weight, each of which may change
 * during the run.
 *
 * <pre>
 * for (Prompt.Part part : Prompt.parse("a [cat:dog:0.5] AND rain:0.7").parts()) {
 * 	Schedule schedule = part.schedule(Clock.of(steps));
 * 	List&lt;Chunk&gt; chunks = chunker.chunks(schedule.at(step));
 * }
 * </pre>
 *
 * The guided prediction is {@code uncond + guidance * sum of weight * (cond - uncond)} over the
 * parts (Liu et al. 2022, composable diffusion). Any text is a valid prompt.
 *
 * @param parts at least one
 */
public record Prompt(List<Part> parts) {

	private static final String AND = "AND";

	/**
	 * One of the prompts that act together.
	 *
	 * @param text still with its schedules and emphasis
	 * @param weight finite, 1 unless given
	 */
	public record Part(String text, double weight) {

		/** What this part says when. */
		public Schedule schedule(final Clock clock) {
			return Schedule.parse(text, clock);
		}
	}

	public Prompt {
		parts = List.copyOf(parts);
	}

	/**
	 * Splits a text at each AND. A number behind a colon at the end of a part is its weight; as in
	 * A1111, even if there is no AND.
	 */
	public static Prompt parse(final String text) {
		final List<Part> parts = new ArrayList<>();
		int from = 0;
		for (int at = Signs.findWord(text, AND, 0); at >= 0; at = Signs.findWord(text, AND, from)) {
			parts.add(part(text.substring(from, at)));
			from = at + AND.length();
		}
		parts.add(part(text.substring(from)));
		return new Prompt(parts);
	}

	/** A prompt of one part with weight 1, whatever its text: how negative prompts are read. */
	public static Prompt whole(final String text) {
		return new Prompt(List.of(new Part(text, 1)));
	}

	private static Part part(final String text) {
		final int end = Signs.trimEnd(text, 0, text.length());
		final int colon = text.lastIndexOf(':', end - 1);
		final String number = text.substring(colon + 1, end);
		final OptionalDouble weight = Signs.number(number);
		if (colon < 0 || weight.isEmpty() || number.matches(".*[eE].*")) {
			return new Part(text.substring(0, end), 1);
		}
		return new Part(text.substring(0, Signs.trimEnd(text, 0, colon)),
			Run.limit(weight.getAsDouble()));
	}
}
