/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * Items between commas, as A1111 reads them with Python's csv: an item in double quotes may hold
 * commas, and quotes written twice; blanks around items do not count.
 */
final class Commas {

	private final String text;
	private int at;

	private Commas(final String text) {
		this.text = text;
	}

	/** At least one item; an item may be empty. */
	static List<String> split(final String text) {
		final Commas commas = new Commas(text);
		final List<String> items = new ArrayList<>();
		do {
			items.add(commas.item());
		} while (commas.at++ < text.length());
		return items;
	}

	/** Reads up to the next comma or the end. */
	private String item() {
		final StringBuilder item = new StringBuilder();
		while (at < text.length() && text.charAt(at) == ' ') at++;
		if (at < text.length() && text.charAt(at) == '"') quoted(item);
		while (at < text.length() && text.charAt(at) != ',') item.append(text.charAt(at++));
		return item.toString().strip();
	}

	private void quoted(final StringBuilder item) {
		at++;
		while (at < text.length()) {
			final char c = text.charAt(at++);
			if (c != '"') {
				item.append(c);
			} else if (at < text.length() && text.charAt(at) == '"') {
				item.append(c);
				at++;
			} else {
				return;
			}
		}
	}
}
