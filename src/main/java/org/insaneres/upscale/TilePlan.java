/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.List;

/**
 * Covers a picture with overlapping tiles of one size, evenly spread, as A1111's "SD upscale" does.
 * <p>
 * Works in any unit: pixels or latents. Tiles never pass the border; a side shorter than the tile
 * makes the tile shorter, not the plan larger.
 *
 * @param width of the picture, at least 1
 * @param height of the picture, at least 1
 * @param tiles row by row, left to right
 */
public record TilePlan(int width, int height, List<Tile> tiles) {

	/**
	 * @param tile side of a tile, greater than the overlap
	 * @param overlap at least so much is shared by neighbours, 0 or more
	 */
	public static TilePlan of(final int width, final int height, final int tile,
		final int overlap) {
		return of(width, height, tile, tile, overlap);
	}

	/** The same with tiles that need not be square. */
	public static TilePlan of(final int width, final int height, final int tileWidth,
		final int tileHeight, final int overlap) {
		final int w = Math.min(tileWidth, width);
		final int h = Math.min(tileHeight, height);
		final List<Tile> tiles = new ArrayList<>();
		for (final int y : starts(height, h, Math.min(overlap, h - 1))) {
			for (final int x : starts(width, w, Math.min(overlap, w - 1))) {
				tiles.add(new Tile(x, y, w, h));
			}
		}
		return new TilePlan(width, height, List.copyOf(tiles));
	}

	/** Number of the tiles of a plan, for a picture of any size. */
	static long count(final long width, final long height, final int tile, final int overlap) {
		return count(width, tile, overlap) * count(height, tile, overlap);
	}

	private static long count(final long side, final int tile, final int overlap) {
		return Math.max(1, -Math.floorDiv(overlap - side, (long) tile - overlap));
	}

	/**
	 * First pixels of the tiles along one side (A1111 {@code split_grid}): the smallest number of
	 * tiles that reaches across, at even distances rounded down.
	 *
	 * @param side length to cover
	 * @param tile length of a tile; if longer than the side, the start is negative as in A1111
	 * @param overlap smallest shared length, less than tile
	 */
	static int[] starts(final int side, final int tile, final int overlap) {
		final int count = (int) count(side, tile, overlap);
		final double step = count > 1 ? (side - tile) / (double) (count - 1) : 0;
		final int[] starts = new int[count];
		for (int i = 0; i < count; i++) {
			final int start = (int) (i * step);
			// The last tile by its number: i * step may fall short of side - tile by a rounding error.
			final boolean last = i == count - 1 || start + tile >= side;
			starts[i] = last ? side - tile : start;
		}
		return starts;
	}
}
