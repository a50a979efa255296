/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.process.ColorProcessor;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;

/**
 * A key in grey and below it a value in black, broken into lines.
 *
 * @param key in its first line
 * @param lines of the value
 * @param size of the letters in pixels
 */
record Legend(String key, List<String> lines, int size) {

	/** Height of a line in sizes of letters. */
	static final double LINE = 1.3;

	private static final int SMALLEST = 8;

	/** The largest letters, up to a size, with which all fits into a box; what never fits is cut. */
	static Legend fit(final ColorProcessor sheet, final String key, final String value,
		final int size, final int width, final int height) {
		final int room = (int) (height / (size * LINE));
		sheet.setFont(font(Font.BOLD, size));
		final List<String> lines = broken(sheet, value, width);
		final boolean fits = lines.size() < Math.max(2, room) &&
			lines.stream().allMatch(line -> sheet.getStringWidth(line) <= width);
		if (fits) return new Legend(key, lines, size);
		if (size > SMALLEST) return fit(sheet, key, value, size - 1, width, height);
		return new Legend(key, lines.subList(0, Math.min(lines.size(), Math.max(1, room - 1))), size);
	}

	private static List<String> broken(final ColorProcessor sheet, final String value,
		final int width) {
		final List<String> lines = new ArrayList<>();
		String line = "";
		for (final String word : value.split(" ")) {
			final String longer = line.isEmpty() ? word : line + " " + word;
			if (!line.isEmpty() && sheet.getStringWidth(longer) > width) {
				lines.add(line);
				line = word;
			} else {
				line = longer;
			}
		}
		lines.add(line);
		return lines;
	}

	/** Draws it around a place. */
	void draw(final ColorProcessor sheet, final int x, final int y) {
		sheet.setJustification(ij.process.ImageProcessor.CENTER_JUSTIFY);
		final double height = (lines.size() + 1) * LINE * size;
		double base = y - height / 2 + size * (LINE + 1) / 2;
		base = draw(sheet, key, Font.PLAIN, Color.GRAY, x, base);
		for (final String line : lines) {
			base = draw(sheet, line, Font.BOLD, Color.BLACK, x, base);
		}
	}

	private double draw(final ColorProcessor sheet, final String line, final int style,
		final Color colour, final int x, final double base) {
		sheet.setFont(font(style, size));
		sheet.setColor(colour);
		sheet.drawString(line, x, (int) Math.round(base + size * 0.3));
		return base + LINE * size;
	}

	private static Font font(final int style, final int size) {
		return new Font(Font.SANS_SERIF, style, size);
	}
}
