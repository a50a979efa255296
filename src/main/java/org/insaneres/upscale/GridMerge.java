/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Pictures;

/**
 * Puts independently made tiles together as A1111's "SD upscale" does ({@code combine_grid}): every
 * tile is faded in over its neighbour to the left, every finished row over the row above, along a
 * straight ramp as long as the asked overlap.
 */
final class GridMerge {

	private final TilePlan plan;
	private final float[] ramp;
	private final RandomAccessibleInterval<FloatType> picture;
	private float[] row;
	private int rowY;
	private int rowHeight;

	/**
	 * @param plan tiles row by row, as they will be added
	 * @param overlap length of the ramps in pixels; neighbours share at least so much
	 * @param picture for the result, black
	 */
	GridMerge(final TilePlan plan, final int overlap,
		final RandomAccessibleInterval<FloatType> picture) {
		this.plan = plan;
		this.ramp = ramp(overlap);
		this.picture = picture;
	}

	/**
	 * Weights of the new tile over the overlap. As in A1111 they are 8-bit numbers rounded down and
	 * never reach 1.
	 */
	static float[] ramp(final int overlap) {
		final float[] ramp = new float[overlap];
		for (int i = 0; i < overlap; i++) {
			ramp[i] = 255 * i / overlap / 255f;
		}
		return ramp;
	}

	/**
	 * Adds the next tile of the plan.
	 *
	 * @param values 3 x tile height x tile width
	 */
	void add(final Tile tile, final float[] values) {
		if (tile.x() == 0) beginRow(tile);
		for (int c = 0; c < 3; c++) {
			for (int j = 0; j < tile.height(); j++) {
				final int from = (c * tile.height() + j) * tile.width();
				final int to = (c * rowHeight + j) * plan.width() + tile.x();
				for (int i = 0; i < tile.width(); i++) {
					final float w = tile.x() > 0 && i < ramp.length ? ramp[i] : 1;
					row[to + i] = fade(row[to + i], values[from + i], w);
				}
			}
		}
	}

	/** The picture of all tiles added, width x height x 3. */
	RandomAccessibleInterval<FloatType> picture() {
		endRow();
		return picture;
	}

	private void beginRow(final Tile first) {
		endRow();
		row = new float[3 * first.height() * plan.width()];
		rowY = first.y();
		rowHeight = first.height();
	}

	private void endRow() {
		if (row == null) return;
		final Interval window = FinalInterval.createMinSize(0, rowY, plan.width(), rowHeight);
		final float[] below = Pictures.read(picture, window);
		for (int i = 0; i < below.length; i++) {
			final int j = i / plan.width() % rowHeight;
			below[i] = fade(below[i], row[i], rowY > 0 && j < ramp.length ? ramp[j] : 1);
		}
		Pictures.write(below, window, picture);
		row = null;
	}

	private static float fade(final float below, final float above, final float weight) {
		return weight == 1 ? above : below + weight * (above - below);
	}
}
