/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Refusal;

/**
 * One setting and the values it takes, in the grammar of A1111's X/Y/Z plot:
 *
 * <pre>
 * strength 0.1-0.5 [5]
 * steps: 10-30 (+10), 50
 * sampler = Euler a, DPM++ 2M
 * prompt cat, dog, "fox, red"
 * </pre>
 *
 * @param place where it goes, such as across
 * @param key the macro key of the setting; empty for no axis
 * @param items as they were written
 */
record Axis(String place, String key, List<String> items) {

	/** What all axes together may ask for. */
	static final int MOST = 256;

	private static final Pattern SHAPE = Pattern
		.compile("\\s*+([A-Za-z]++)(?:\\s*+[:=]\\s*+|\\s++)(\\S.*)", Pattern.DOTALL);

	/**
	 * @param place the key the text is the value of
	 * @param text blank for no axis
	 * @throws Refusal if there is no name with values behind it
	 */
	static Axis parse(final String place, final String text) {
		if (text.isBlank()) return new Axis(place, "", List.of());
		final Matcher shape = SHAPE.matcher(text);
		if (!shape.matches()) {
			throw new Refusal(place + " is \"" + text.strip() +
				"\", but must be a key and its values, such as strength 0.1-0.5 [5].");
		}
		return new Axis(place, shape.group(1).toLowerCase(java.util.Locale.ROOT),
			Commas.split(shape.group(2)));
	}

	/** The text with a blank between key and values: key=value in it is not taken for a key. */
	static String tidy(final String text) {
		final Matcher shape = SHAPE.matcher(text);
		return shape.matches() ? shape.group(1) + " " + shape.group(2).strip() : text;
	}

	/** Whether there is nothing to vary. */
	boolean nothing() {
		return key.isEmpty();
	}

	/** Whether the first item is a text to search for, and the others replace it. */
	boolean text() {
		return key.equals("prompt") || key.equals("negative");
	}

	/**
	 * The values, each once.
	 *
	 * @param type of the setting
	 * @throws Refusal if an item is no value of this type
	 */
	List<Object> values(final Class<?> type) {
		final List<Object> values = new ArrayList<>();
		for (final String item : items) {
			if (item.isEmpty() && !text()) continue;
			if (type == String.class) {
				values.add(item);
			} else if (type == boolean.class) {
				values.add(truth(item));
			} else {
				Numbers.range(item, type != double.class, MOST).orElse(List.of(item))
					.forEach(number -> values.add(number(number, type)));
			}
		}
		if (values.isEmpty()) {
			throw new Refusal(place + " has no values for " + key +
				": write them with commas between, or a range such as 1-10 (+3).");
		}
		return values.stream().distinct().toList();
	}

	private boolean truth(final String item) {
		if (item.equalsIgnoreCase("true")) return true;
		if (item.equalsIgnoreCase("false")) return false;
		throw new Refusal(place + " has \"" + item + "\" for " + key + ", which is true or false.");
	}

	private Object number(final String item, final Class<?> type) {
		try {
			if (type == int.class) return Integer.valueOf(item);
			if (type == long.class) return Long.valueOf(item);
			final double value = Double.parseDouble(item);
			if (Double.isFinite(value)) return value;
		} catch (final NumberFormatException e) {
			// said below
		}
		throw new Refusal(place + " has \"" + item + "\" for " + key + ", which takes " +
			(type == double.class ? "numbers" : "whole numbers") +
			": write them with commas between, or a range such as " +
			(type == double.class ? "0.1-0.5 [5]" : "1-10 (+3)") + ".");
	}
}
