/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows of words for the user.
 *
 * @param title of its window
 * @param columns their names
 * @param rows a cell for every column; no line breaks, no tabs
 */
public record Table(String title, List<String> columns, List<List<String>> rows) {

	public Table {
		columns = List.copyOf(columns);
		rows = rows.stream().map(row -> row.stream().map(Table::clean).toList()).toList();
	}

	private static String clean(final String cell) {
		return cell.replaceAll("\\s+", " ").strip();
	}

	/** Lines for a log, the columns below each other. */
	public List<String> lines() {
		final List<List<String>> all = new ArrayList<>(rows);
		all.add(0, columns);
		final List<String> lines = new ArrayList<>(Collections.nCopies(all.size(), ""));
		for (int column = 0; column < columns.size(); column++) {
			int width = 0;
			for (final List<String> row : all) width = Math.max(width, row.get(column).length());
			for (int i = 0; i < lines.size(); i++) {
				final String cell = all.get(i).get(column);
				lines.set(i, lines.get(i) + cell + " ".repeat(width + 2 - cell.length()));
			}
		}
		return lines.stream().map(String::stripTrailing).toList();
	}
}
