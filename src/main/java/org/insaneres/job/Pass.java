/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Lock;
import org.insaneres.diffusion.Regions;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Resampling;
import org.insaneres.upscale.Enlarged;
import org.insaneres.upscale.Mode;
import org.insaneres.upscale.SeamScore;
import org.insaneres.upscale.Tile;
import org.insaneres.upscale.Workspace;

/**
 * One time over a whole picture: to a new size first, then painted.
 *
 * @param width of the result
 * @param height of the result
 * @param enlargement how the picture gets to the new size
 * @param mode how the network sees it
 * @param lock weight of the lock to the picture before, 0 to 1
 * @param seed of the noise
 */
record Pass(int width, int height, Enlargement enlargement, Mode mode, double lock, long seed) {

	/** A picture that keeps its size has its tones locked on squares of so many pixels. */
	private static final int TONE_SQUARE = 4;

	/**
	 * Seams are compared with lines on a grid of so many pixels, which all usual scales and most
	 * networks share.
	 */
	private static final int GRID = 16;

	/** Runs with everything in memory. */
	RandomAccessibleInterval<FloatType> run(final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> mask, final ImageToImage painter,
		final Monitor monitor) {
		return run(source, mask, Regions.NONE, painter, Workspace.inMemory(), monitor);
	}

	/**
	 * @param source width x height x 3 at (0, 0)
	 * @param mask where the result is painted, of its size; null for everywhere
	 * @param regions of its size
	 * @param workspace where the result is made
	 * @return width x height x 3 at (0, 0)
	 */
	RandomAccessibleInterval<FloatType> run(final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> mask, final Regions regions,
		final ImageToImage painter, final Workspace workspace, final Monitor monitor) {
		final var picture = enlargement.enlarge(source, width, height, monitor.part(0, 0.05));
		monitor.preview(() -> picture);
		return mode.paint(new Enlarged(picture, mask, lockTo(source, width, height, lock), regions,
			workspace), painter,
			seed, monitor.part(0.05, 1));
	}

	/** Says how many tiles there is nothing to do for. */
	void count(final Regions regions, final DiffusionModel model, final Monitor monitor) {
		if (regions.strength() == null) return;
		final List<Tile> tiles = mode.tiles(width, height, model);
		final long left = tiles.stream().filter(tile -> regions
			.window(FinalInterval.createMinSize(tile.x(), tile.y(), tile.width(), tile.height()))
			.nothing()).count();
		monitor.note(left + " of " + tiles.size() + " tiles stay as they are.");
	}

	/**
	 * Whether the borders of tiles show in a result.
	 *
	 * @param source that it was made from
	 */
	SeamScore seams(final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> result, final DiffusionModel model) {
		return along(result, enlargement.enlarge(source, width, height, Monitor.NONE), model);
	}

	/** The same with the source as it was enlarged. */
	SeamScore along(final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> enlarged, final DiffusionModel model) {
		return SeamScore.of(result, enlarged, mode.borders(width, height, model), GRID);
	}

	/**
	 * The lock of a result to its source. Where the result is not larger than the source, only tones
	 * and colours are held, and detail is free.
	 *
	 * @param width of the result
	 * @param height of the result
	 * @return null if the weight is 0
	 */
	static Lock lockTo(final RandomAccessibleInterval<FloatType> source, final int width,
		final int height, final double weight) {
		if (weight == 0) return null;
		if (width > source.dimension(0) || height > source.dimension(1)) {
			return new Lock(source, width, height, weight);
		}
		return new Lock(Resampling.resize(source, Kernel.AREA, squares(width), squares(height)), width,
			height, weight);
	}

	private static long squares(final int side) {
		return -Math.floorDiv(-side, TONE_SQUARE);
	}
}
