/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A prompt that changes during a run.
 *
 * <pre>
 * Schedule schedule = Schedule.parse("a [cat:dog:0.5]", Clock.of(20));
 * String text = schedule.at(step);
 * </pre>
 *
 * A1111's grammar: {@code [from:to:when]}, {@code [to:when]}, {@code [from::when]}, and
 * {@code [a|b]}, which takes turns; nested as one likes. A bracket that is none of these is left to
 * emphasis; a text that the grammar cannot read, such as one with a bar outside brackets, is left
 * wholly as it is.
 *
 * @param stretches in order of time, at least one
 */
public record Schedule(List<Stretch> stretches) {

	/**
	 * A part of a run.
	 *
	 * @param until its last step
	 * @param text what holds then, still with its emphasis
	 */
	public record Stretch(int until, String text) {}

	public Schedule {
		stretches = List.copyOf(stretches);
	}

	/** Reads a text; any text is valid. */
	public static Schedule parse(final String text, final Clock clock) {
		final ScheduleReader reader = new ScheduleReader(text, clock);
		return new Schedule(reader.ends().stream()
			.map(end -> new Stretch(end, reader.at(end))).collect(Collectors.toList()));
	}

	/**
	 * The text in force.
	 *
	 * @param step counted from 0, as A1111 does: a stretch until 5 holds in steps 0 to 5
	 */
	public String at(final int step) {
		for (final Stretch stretch : stretches) {
			if (step <= stretch.until) return stretch.text;
		}
		return stretches.get(stretches.size() - 1).text;
	}
}
