/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.List;

/**
 * The tile layout of Krita AI Diffusion's tiled refinement: as many tiles as fit, stretched so that
 * they fill the picture, with padding that is painted but not used.
 *
 * @param padding pixels at every inner border that only give context
 * @param blending pixels of it over which a tile fades in
 * @param tiles column by column, each top to bottom; those at the right and lower border are
 * clipped
 */
record KritaPlan(int padding, int blending, List<Tile> tiles) {

	/**
	 * @param minimum smallest side of a tile with its padding
	 * @param padding asked; must leave room in the minimum
	 * @param multiple sides of tiles are rounded up to this
	 */
	static KritaPlan of(final int width, final int height, final int minimum, final int padding,
		final int multiple) {
		final int across = side(width, minimum, padding, multiple);
		final int down = side(height, minimum, padding, multiple);
		final List<Tile> tiles = new ArrayList<>();
		for (int i = 0; i < count(width, minimum, padding); i++) {
			final int x = i * (across - 2 * padding);
			for (int j = 0; j < count(height, minimum, padding); j++) {
				final int y = j * (down - 2 * padding);
				tiles.add(new Tile(x, y, Math.min(across, width - x), Math.min(down, height - y)));
			}
		}
		final int blending = padding == 0 ? 0 : Math.max(1, padding / 16) * 8;
		return new KritaPlan(padding, blending, List.copyOf(tiles));
	}

	/** Krita's automatic padding for a strength: 16 + 64 strength, rounded up to a multiple of 16. */
	static int padding(final double strength) {
		return roundUp((int) Math.rint(16 + 64 * strength), 16);
	}

	static int count(final int extent, final int minimum, final int padding) {
		return Math.max(1, extent / (minimum - 2 * padding));
	}

	static int side(final int extent, final int minimum, final int padding, final int multiple) {
		final int count = count(extent, minimum, padding);
		return roundUp(-Math.floorDiv(-(extent + (count - 1) * 2 * padding), count), multiple);
	}

	private static int roundUp(final int value, final int step) {
		return -Math.floorDiv(-value, step) * step;
	}
}
