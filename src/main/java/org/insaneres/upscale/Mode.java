/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.model.DiffusionModel;

/** A way to paint a picture that is too large for the network. */
public interface Mode {

	/** The network sees the whole picture at once. */
	Mode WHOLE = (enlarged, painter, seed, monitor) -> painter
		.run(enlarged.brief(), seed, monitor);

	/** Evaluations of the network that a step of a picture takes, about. */
	default long windows(final long width, final long height) {
		return 1;
	}

	/**
	 * @param enlarged what to paint
	 * @param painter paints pictures and tiles
	 * @param seed of the noise
	 * @param monitor hears of steps and tiles and sees every finished tile
	 * @return of the size of the picture, values 0 to 1 nominally, not clipped
	 */
	RandomAccessibleInterval<FloatType> paint(Enlarged enlarged, ImageToImage painter, long seed,
		Monitor monitor);

	/**
	 * What the network sees at once of a picture of this size, in pixels; it may overhang the
	 * picture.
	 *
	 * @param model that paints
	 */
	default List<Tile> tiles(final long width, final long height, final DiffusionModel model) {
		return List.of(new Tile(0, 0, (int) width, (int) height));
	}

	/**
	 * Where a picture of this size shows the borders of its tiles, if it does.
	 *
	 * @param model that paints
	 */
	default Borders borders(final long width, final long height, final DiffusionModel model) {
		return Borders.NONE;
	}
}
