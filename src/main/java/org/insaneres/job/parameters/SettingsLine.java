/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.insaneres.prompt.Signs;

/**
 * Reads {@code key: value, key: "quoted, value"} as A1111's regular expression does, in one pass. A
 * key has two or more letters, digits, blanks, hyphens, slashes or underscores. A quoted value with
 * more text behind it counts as one that is not quoted.
 */
public final class SettingsLine {

	private final String line;

	private SettingsLine(final String line) {
		this.line = line;
	}

	/** Pairs of key and value, in order; quoted values with their quotes. */
	static List<Map.Entry<String, String>> read(final String line) {
		return new SettingsLine(line).read();
	}

	private List<Map.Entry<String, String>> read() {
		final List<Map.Entry<String, String>> pairs = new ArrayList<>();
		int from = 0;
		for (int colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', from)) {
			final int key = keyStart(from, colon);
			from = colon + 1;
			if (line.codePointCount(key, colon) >= 2) {
				final int value = Signs.skipSpace(line, colon + 1);
				final int end = valueEnd(value);
				pairs.add(Map.entry(line.substring(key, colon), line.substring(value, end)));
				from = Math.min(end + 1, line.length());
			}
		}
		return pairs;
	}

	/** Where a key ending at the colon begins: at the first word sign of those a key may have. */
	private int keyStart(final int from, final int colon) {
		int start = colon;
		for (int at = colon; at > from; at -= Character.charCount(line.codePointBefore(at))) {
			final int c = line.codePointBefore(at);
			if (Signs.isWord(c)) start = at - Character.charCount(c);
			else if (" -/".indexOf(c) < 0) break;
		}
		return start;
	}

	private int valueEnd(final int from) {
		final int quoted = quotedEnd(from);
		if (quoted >= 0) return quoted;
		final int comma = line.indexOf(',', from);
		return comma < 0 ? line.length() : comma;
	}

	/** The place behind a quoted value that ends at a comma or the line's end, or -1. */
	private int quotedEnd(final int from) {
		if (!line.startsWith("\"", from)) return -1;
		int at = from + 1;
		while (at < line.length() && line.charAt(at) != '"') {
			at += line.charAt(at) == '\\' ? 2 : 1;
		}
		final boolean ends = at + 1 == line.length() || at + 1 < line.length()
			&& line.charAt(at + 1) == ',';
		return ends && at > from + 1 ? at + 1 : -1;
	}
}
