/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

/**
 * A rectangle of a plan.
 *
 * @param x left column
 * @param y top row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Tile(int x, int y, int width, int height) {

	/** The same tile in a finer unit. */
	public Tile times(final int factor) {
		return new Tile(x * factor, y * factor, width * factor, height * factor);
	}

	/** The same tile seen from another origin. */
	Tile from(final Tile origin) {
		return new Tile(x - origin.x, y - origin.y, width, height);
	}

	/** What two tiles share, or null if that is nothing. */
	Tile intersect(final Tile other) {
		final int left = Math.max(x, other.x);
		final int top = Math.max(y, other.y);
		final int columns = Math.min(x + width, other.x + other.width) - left;
		final int rows = Math.min(y + height, other.y + other.height) - top;
		return columns > 0 && rows > 0 ? new Tile(left, top, columns, rows) : null;
	}

	/**
	 * What the tile covers.
	 *
	 * @param data channels x rows x columns values
	 * @return channels x height x width values
	 */
	public float[] cut(final float[] data, final int channels, final int rows, final int columns) {
		final float[] part = new float[channels * height * width];
		int to = 0;
		for (int c = 0; c < channels; c++) {
			for (int j = 0; j < height; j++) {
				System.arraycopy(data, (c * rows + y + j) * columns + x, part, to, width);
				to += width;
			}
		}
		return part;
	}
}
