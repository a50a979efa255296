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
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Blur;
import org.insaneres.picture.Pictures;

/**
 * Krita AI Diffusion's tiled refinement: every tile is cut from the picture as it was, its border
 * is kept while it is painted, and it is laid over its neighbours with a softened edge. All tiles
 * have the same seed.
 *
 * @param tile smallest side of a tile in pixels
 * @param padding kept at inner borders, in pixels; less than half of tile
 */
public record KritaMode(int tile, int padding) implements Mode {

	private static final int MULTIPLE = 16;

	@Override
	public long windows(final long width, final long height) {
		return TilePlan.count(width, height, Math.max(tile, 2 * padding + MULTIPLE), 2 * padding);
	}

	@Override
	public RandomAccessibleInterval<FloatType> paint(final Enlarged enlarged,
		final ImageToImage painter, final long seed, final Monitor monitor) {
		final Interval all = new FinalInterval(enlarged.width(), enlarged.height());
		final KritaPlan plan = plan((int) enlarged.width(), (int) enlarged.height());
		final var result = enlarged.copy();
		final int count = plan.tiles().size();
		for (int n = 0; n < count; n++) {
			final Tile t = plan.tiles().get(n);
			final Interval window = FinalInterval.createMinSize(t.x(), t.y(), t.width(), t.height());
			final Monitor part = monitor.part((double) n / count, (n + 1.0) / count,
				"Tile " + (n + 1) + " of " + count);
			final Brief brief = enlarged.brief(window);
			final var painting = times(inside(window, all, plan.padding() - plan.blending()),
				brief.mask());
			final float[] above = Pictures.read(enlarged.tile("tile-" + n, window, part,
				watched -> painter.run(brief.masked(painting), seed, watched)));
			final float[] weights = Pictures
				.read(Blur.box(inside(window, all, plan.padding()), plan.blending() / 2));
			final float[] below = Pictures.read(result, window);
			for (int i = 0; i < below.length; i++) {
				below[i] += weights[i % weights.length] * (above[i] - below[i]);
			}
			Pictures.write(below, window, result);
			monitor.preview(() -> Pictures.wrap(below, window));
		}
		return enlarged.locked(result);
	}

	@Override
	public List<Tile> tiles(final long width, final long height, final DiffusionModel model) {
		return plan((int) width, (int) height).tiles();
	}

	@Override
	public Borders borders(final long width, final long height, final DiffusionModel model) {
		return Borders.inside(tiles(width, height, model), plan((int) width, (int) height).padding());
	}

	private KritaPlan plan(final int width, final int height) {
		return KritaPlan.of(width, height, Math.max(tile, 2 * padding + MULTIPLE), padding, MULTIPLE);
	}

	/** Both masks at once; null counts as 1. */
	private static RandomAccessibleInterval<FloatType> times(
		final RandomAccessibleInterval<FloatType> a, final RandomAccessibleInterval<FloatType> b) {
		if (b == null) return a;
		final float[] product = Pictures.read(a);
		final float[] other = Pictures.read(b);
		for (int i = 0; i < product.length; i++) {
			product[i] *= other[i];
		}
		return Pictures.wrap(product, a);
	}

	/** A mask of the window without a margin at those of its borders that lie inside the picture. */
	private static RandomAccessibleInterval<FloatType> inside(final Interval window,
		final Interval all, final int margin) {
		final int width = (int) window.dimension(0);
		final int height = (int) window.dimension(1);
		final long left = window.min(0) > 0 ? margin : 0;
		final long top = window.min(1) > 0 ? margin : 0;
		final long right = window.max(0) < all.max(0) ? width - margin : width;
		final long bottom = window.max(1) < all.max(1) ? height - margin : height;
		final float[] mask = new float[width * height];
		for (int i = 0; i < mask.length; i++) {
			final int x = i % width;
			final int y = i / width;
			mask[i] = x >= left && x < right && y >= top && y < bottom ? 1 : 0;
		}
		return Pictures.wrap(mask, window);
	}
}
