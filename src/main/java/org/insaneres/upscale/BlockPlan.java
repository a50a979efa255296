/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a latent too large to be held as a whole is cut into blocks: groups of neighbouring tiles of
 * one regular plan, so that blocks overlap just as their tiles do and no tile belongs to two.
 *
 * @param columns number of blocks in a row
 * @param blocks row by row
 */
record BlockPlan(int columns, List<Block> blocks) {

	/**
	 * A group of tiles.
	 *
	 * @param column number in its row, from 0
	 * @param row from 0
	 * @param area the smallest that holds all tiles
	 * @param tiles row by row, places in the whole latent
	 */
	record Block(int column, int row, Tile area, List<Tile> tiles) {}

	/**
	 * @param width of the latent
	 * @param height of the latent
	 * @param tile side of a tile
	 * @param overlap at least so much is shared by neighbours
	 * @param multiple all of these, and so all places of tiles, are multiples of it
	 * @param side longest that a block of several tiles may be
	 */
	static BlockPlan of(final int width, final int height, final int tile, final int overlap,
		final int multiple, final int side) {
		final List<int[]> columns = groups(width, tile, overlap, multiple, side);
		final List<int[]> rows = groups(height, tile, overlap, multiple, side);
		final int w = Math.min(tile, width);
		final int h = Math.min(tile, height);
		final List<Block> blocks = new ArrayList<>();
		for (final int[] ys : rows) {
			for (final int[] xs : columns) {
				final List<Tile> tiles = new ArrayList<>();
				for (final int y : ys) {
					for (final int x : xs) {
						tiles.add(new Tile(x, y, w, h));
					}
				}
				blocks.add(new Block(blocks.size() % columns.size(), blocks.size() / columns.size(),
					new Tile(xs[0], ys[0], xs[xs.length - 1] + w - xs[0],
						ys[ys.length - 1] + h - ys[0]),
					List.copyOf(tiles)));
			}
		}
		return new BlockPlan(columns.size(), List.copyOf(blocks));
	}

	/** Where tiles begin along one axis, in groups of nearly equal size. */
	private static List<int[]> groups(final int length, final int tile, final int overlap,
		final int multiple, final int side) {
		final int shortened = Math.min(tile, length);
		final int[] starts = TilePlan.starts(length / multiple, shortened / multiple,
			Math.min(overlap, shortened - multiple) / multiple);
		int fitting = 1;
		while (longest(starts, fitting + 1) * multiple + shortened <= side) {
			fitting++;
		}
		final int count = -Math.floorDiv(-starts.length, fitting);
		final List<int[]> groups = new ArrayList<>();
		for (int k = 0; k < count; k++) {
			final int from = k * starts.length / count;
			final int[] group = new int[(k + 1) * starts.length / count - from];
			for (int i = 0; i < group.length; i++) {
				group[i] = starts[from + i] * multiple;
			}
			groups.add(group);
		}
		return groups;
	}

	/** The longest way from the first to the last of so many starts; endless if there are fewer. */
	private static long longest(final int[] starts, final int count) {
		return IntStream.rangeClosed(0, starts.length - count)
			.map(i -> starts[i + count - 1] - starts[i]).max().orElse(Integer.MAX_VALUE);
	}

	/** Weights of the tiles of all blocks. */
	Hills hills() {
		final Tile last = blocks.get(blocks.size() - 1).area();
		return new Hills(last.x() + last.width(), last.y() + last.height());
	}

	/** The block at a place, or null beyond the border. */
	Block at(final int column, final int row) {
		final int index = row * columns + column;
		return column < 0 || column >= columns || row < 0 || index >= blocks.size()
			? null
			: blocks.get(index);
	}

	/** Those blocks around one that come before it, in order. */
	List<Block> before(final Block block) {
		return around(block, new int[][]{{-1, -1}, {0, -1}, {1, -1}, {-1, 0}});
	}

	/** Those blocks around one that come after it, in order. */
	List<Block> after(final Block block) {
		return around(block, new int[][]{{1, 0}, {-1, 1}, {0, 1}, {1, 1}});
	}

	private List<Block> around(final Block block, final int[][] steps) {
		final List<Block> found = new ArrayList<>();
		for (final int[] step : steps) {
			final Block other = at(block.column + step[0], block.row + step[1]);
			if (other != null) found.add(other);
		}
		return found;
	}
}
