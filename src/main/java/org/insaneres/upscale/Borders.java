/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lines along which a picture was put together from tiles. A line at n lies between the pixels n -
 * 1 and n.
 *
 * @param columns where vertical lines stand, ascending, inside of the picture
 * @param rows where horizontal lines lie, ascending, inside of the picture
 */
public record Borders(List<Integer> columns, List<Integer> rows) {

	/** A picture made in one piece. */
	public static final Borders NONE = new Borders(List.of(), List.of());

	/**
	 * Where fused tiles begin and end, and half-way between, where two count the same.
	 *
	 * @param tiles all of one size
	 */
	static Borders fused(final List<Tile> tiles) {
		final Set<Integer> columns = new TreeSet<>();
		final Set<Integer> rows = new TreeSet<>();
		final int[] x = tiles.stream().mapToInt(Tile::x).distinct().sorted().toArray();
		final int[] y = tiles.stream().mapToInt(Tile::y).distinct().sorted().toArray();
		final Tile first = tiles.get(0);
		for (int i = 1; i < x.length; i++) {
			around(columns, x[i], x[i - 1] + first.width());
		}
		for (int i = 1; i < y.length; i++) {
			around(rows, y[i], y[i - 1] + first.height());
		}
		return new Borders(List.copyOf(columns), List.copyOf(rows));
	}

	/** Where tiles begin to be seen, so many pixels inside of their left and upper edges each. */
	static Borders inside(final List<Tile> tiles, final int... distances) {
		final Set<Integer> columns = new TreeSet<>();
		final Set<Integer> rows = new TreeSet<>();
		for (final Tile tile : tiles) {
			for (final int distance : distances) {
				if (tile.x() > 0 && distance < tile.width()) columns.add(tile.x() + distance);
				if (tile.y() > 0 && distance < tile.height()) rows.add(tile.y() + distance);
			}
		}
		return new Borders(List.copyOf(columns), List.copyOf(rows));
	}

	private static void around(final Set<Integer> lines, final int begin, final int end) {
		lines.add(begin);
		lines.add((begin + end) / 2);
		lines.add(end);
	}
}
