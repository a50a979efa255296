/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.insaneres.prompt.Signs;

/**
 * The text that A1111 and many other programs keep with a picture, under the keyword
 * {@code parameters} of a PNG: prompt, negative prompt, and a last line of settings.
 *
 * <pre>
 * Parameters read = Parameters.parse(text);
 * String steps = read.settings().get("Steps");
 * String text = new Parameters(prompt, negative, settings).write();
 * </pre>
 *
 * @param prompt may have several lines
 * @param negative may have several lines; empty if there is none
 * @param settings as written, in order: {@code Size} is "512x768"
 */
public record Parameters(String prompt, String negative, Map<String, String> settings) {

	private static final String NEGATIVE = "Negative prompt:";

	/** A last line with fewer settings belongs to the prompt. */
	private static final int FEWEST_SETTINGS = 3;

	public Parameters {
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
	}

	/** Reads a text as A1111 does; any text is valid. */
	public static Parameters parse(final String text) {
		final List<String> lines = new ArrayList<>(List.of(strip(text).split("\n", -1)));
		final List<Map.Entry<String, String>> pairs = settings(text);
		if (!pairs.isEmpty()) lines.remove(lines.size() - 1);
		final StringBuilder prompt = new StringBuilder();
		final StringBuilder negative = new StringBuilder();
		StringBuilder into = prompt;
		for (final String line : lines) {
			String words = strip(line);
			if (words.startsWith(NEGATIVE)) {
				into = negative;
				words = strip(words.substring(NEGATIVE.length()));
			}
			if (into.length() > 0) into.append('\n');
			into.append(words);
		}
		final Map<String, String> settings = new LinkedHashMap<>();
		for (final Map.Entry<String, String> pair : pairs) {
			if (!pair.getValue().isEmpty()) settings.put(pair.getKey(), Quotes.remove(pair.getValue()));
		}
		return new Parameters(prompt.toString(), negative.toString(), settings);
	}

	/**
	 * The settings of a text as they stand in its last line, values still quoted; none if there are
	 * fewer than three.
	 */
	static List<Map.Entry<String, String>> settings(final String text) {
		final String all = strip(text);
		final List<Map.Entry<String, String>> pairs = SettingsLine
			.read(all.substring(all.lastIndexOf('\n') + 1));
		return pairs.size() < FEWEST_SETTINGS ? List.of() : pairs;
	}

	/**
	 * What A1111 makes of this: sizes split in two ({@code Size-1}, {@code Size-2}), absent settings
	 * filled in, those of old versions marked; with {@code Prompt} and {@code Negative prompt}.
	 *
	 * @return in A1111's order; what was written is text, what is filled in is text, a whole number
	 * or a truth value
	 */
	public Map<String, Object> completed() {
		return new Completion(this).values();
	}

	/**
	 * The text that {@link #parse} reads. A1111's order of settings is Steps, Sampler, Schedule type,
	 * CFG scale, Seed, Size, Model hash, Model, VAE hash, VAE, Variation seed, Denoising strength,
	 * Clip skip, Mask blur, further ones, and Version last; here they stay in theirs.
	 */
	public String write() {
		final String line = settings.entrySet().stream()
			.map(e -> e.getKey() + ": " + Quotes.add(e.getValue())).collect(Collectors.joining(", "));
		return strip(
			prompt + (negative.isEmpty() ? "" : "\n" + NEGATIVE + " " + negative) + "\n" + line);
	}

	private static String strip(final String text) {
		final int from = Signs.skipSpace(text, 0);
		return text.substring(from, Signs.trimEnd(text, from, text.length()));
	}
}
