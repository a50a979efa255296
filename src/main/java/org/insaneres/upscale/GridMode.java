/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Pictures;

/**
 * A1111's "SD upscale": every tile is painted by itself, row by row, and faded in over its
 * neighbours. Tile number n has the seed + n, as there; noise that is keyed by position keeps its
 * seed, so that tiles agree where they overlap.
 *
 * @param tile side of a tile in pixels
 * @param overlap of neighbours in pixels, less than tile; A1111's default is 64
 */
public record GridMode(int tile, int overlap) implements Mode {

	@Override
	public long windows(final long width, final long height) {
		return TilePlan.count(width, height, tile, overlap);
	}

	@Override
	public RandomAccessibleInterval<FloatType> paint(final Enlarged enlarged,
		final ImageToImage painter, final long seed, final Monitor monitor) {
		final TilePlan plan = TilePlan.of((int) enlarged.width(), (int) enlarged.height(), tile,
			overlap);
		final GridMerge merge = new GridMerge(plan, overlap,
			enlarged.workspace().picture(enlarged.width(), enlarged.height()));
		final int count = plan.tiles().size();
		for (int n = 0; n < count; n++) {
			final Tile t = plan.tiles().get(n);
			final Interval window = FinalInterval.createMinSize(t.x(), t.y(), t.width(), t.height());
			final long own = painter.positional() ? seed : seed + n;
			final Monitor part = monitor.part((double) n / count, (n + 1.0) / count,
				"Tile " + (n + 1) + " of " + count);
			final var painted = enlarged.tile("tile-" + n, window, part,
				watched -> painter.run(enlarged.brief(window), own, watched));
			monitor.preview(() -> painted);
			merge.add(t, Pictures.read(painted));
		}
		return enlarged.locked(merge.picture());
	}

	@Override
	public List<Tile> tiles(final long width, final long height, final DiffusionModel model) {
		return TilePlan.of((int) width, (int) height, tile, overlap).tiles();
	}

	@Override
	public Borders borders(final long width, final long height, final DiffusionModel model) {
		return Borders.inside(tiles(width, height, model), 0, overlap);
	}
}
