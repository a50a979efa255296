/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.insaneres.Refusal;

/** Reads and writes the values of keys as text, strictly: what is not allowed is refused. */
final class Values {

	private static final Pattern NUMBER = Pattern
		.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

	private Values() {}

	/**
	 * Reads a value.
	 *
	 * @return a value of the type of the key; choices in their declared spelling
	 * @throws Refusal if the value is not allowed; the sentence names the key and what is allowed
	 */
	static Object read(final Key key, final String text) {
		final Object value = parse(key, text);
		if (value == null) {
			throw new Refusal(
				key.name() + "=" + shorten(text) + " is not possible: " + key.name() + " is " + allowed(key)
					+ ".");
		}
		return value;
	}

	/** A value as it stands in a macro, without brackets. */
	static String write(final Object value) {
		if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
			return Long.toString(number.longValue());
		}
		return value.toString();
	}

	/** The values a key takes, in words. */
	static String allowed(final Key key) {
		if (!key.choices().isEmpty()) return "one of " + String.join(", ", key.choices());
		if (key.type() == boolean.class) return "true or false";
		if (key.type() == String.class) return "a text";
		return (key.type() == double.class ? "a number" : "a whole number") + range(key);
	}

	private static String range(final Key key) {
		if (key.min().isEmpty() && key.max().isEmpty()) return "";
		if (key.max().isEmpty()) return " of at least " + key.min();
		if (key.min().isEmpty()) return " of at most " + key.max();
		return " from " + key.min() + " to " + key.max();
	}

	private static Object parse(final Key key, final String text) {
		if (!key.choices().isEmpty()) {
			return key.choices().stream().filter(text::equalsIgnoreCase).findFirst().orElse(null);
		}
		if (key.type() == String.class) return text;
		if (key.type() == boolean.class) {
			if (text.equalsIgnoreCase("true")) return true;
			return text.equalsIgnoreCase("false") ? false : null;
		}
		return number(key, text);
	}

	private static Object number(final Key key, final String text) {
		if (!NUMBER.matcher(text).matches()) return null;
		final BigDecimal number = new BigDecimal(text);
		if (!key.min().isEmpty() && number.compareTo(new BigDecimal(key.min())) < 0) return null;
		if (!key.max().isEmpty() && number.compareTo(new BigDecimal(key.max())) > 0) return null;
		if (key.type() == double.class) return number.doubleValue();
		try {
			if (key.type() == int.class) return number.intValueExact();
			return number.longValueExact();
		} catch (final ArithmeticException fractionOrTooLarge) {
			return null;
		}
	}

	private static String shorten(final String text) {
		return text.length() > 40 ? text.substring(0, 40) + "..." : text;
	}
}
