/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A1111's quotes around values that could be mistaken: JSON strings. */
public final class Quotes {

	private static final ObjectMapper JSON = new ObjectMapper()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

	private Quotes() {}

	/** Quotes a value with a comma, a colon or a line end; others stay as they are. */
	static String add(final String value) {
		if (value.chars().noneMatch(c -> c == ',' || c == ':' || c == '\n')) return value;
		final StringBuilder out = new StringBuilder("\"");
		for (final char c : value.toCharArray()) {
			switch (c) {
				case '"', '\\' -> out.append('\\').append(c);
				case '\n' -> out.append("\\n");
				case '\r' -> out.append("\\r");
				case '\t' -> out.append("\\t");
				case '\f' -> out.append("\\f");
				case '\b' -> out.append("\\b");
				default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
			}
		}
		return out.append('"').toString();
	}

	/** Takes the quotes away; a value that is not properly quoted stays as it is. */
	static String remove(final String value) {
		if (!value.startsWith("\"") || !value.endsWith("\"")) return value;
		try {
			return JSON.readValue(value, String.class);
		} catch (final JsonProcessingException e) {
			return value;
		}
	}
}
