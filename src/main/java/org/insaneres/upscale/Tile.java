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
