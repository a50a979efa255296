/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.List;
import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.picture.Cells;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.sampler.Latent;

/**
 * Ties a large picture to the small one it comes from: the network invents only what the small one
 * can not know.
 *
 * @param source the small picture, w x h x 3 at (0, 0), values 0 to 1
 * @param width of the whole large picture
 * @param height of the whole large picture
 * @param weight 0 (off) to 1 (exact)
 */
public record Lock(RandomAccessibleInterval<FloatType> source, long width, long height,
	double weight) {

	private static final int ROOM = 64;

	/** Small pixels that have an influence on a large one in a correction, and in an exact one. */
	private static final int NEAR = 3;
	private static final int FAR = 8;

	/**
	 * The correction of predictions by an autoencoder that loses nothing: in the picture itself.
	 *
	 * @param window where the latent's picture lies in the large one
	 */
	UnaryOperator<Latent> inPicture(final Codec codec, final Interval window) {
		final Cells cells = Cells.of(window, margin(NEAR));
		final List<Correction> corrections = cells.parts().stream()
			.map(part -> Correction.of(source, width, height, part).signed(part)).toList();
		return clean -> codec.change(clean, block -> cells.map(block,
			(part, cut) -> corrections.get(part).apply(cut, weight)));
	}

	/**
	 * The correction of predictions by any other autoencoder, an approximation: the low frequencies
	 * of the latent follow those of the encoded picture, which was enlarged from the source. They are
	 * taken on one grid for the whole picture, so that windows agree.
	 *
	 * @param encoded the latent of the window
	 * @param x column of the window in the latent of the whole picture
	 * @param y row of the window
	 * @param factor pixels per latent along a side
	 */
	UnaryOperator<Latent> inLatent(final Latent encoded, final int x, final int y,
		final int factor) {
		final double scale = Math.max(1, Math.sqrt((double) width * height / area(source)));
		final long columns = roomy(width / factor);
		final long rows = roomy(height / factor);
		final long w = Math.max(1, Math.round(columns / scale));
		final long h = Math.max(1, Math.round(rows / scale));
		final Interval window = FinalInterval.createMinSize(x, y, encoded.width(), encoded.height());
		final Resampling down = new Resampling(Kernel.AREA, columns, rows, w, h);
		final Interval small = down.computable(window);
		if (Intervals.isEmpty(small)) return clean -> clean;
		final Correction correction = new Correction(down,
			down.apply(encoded.data(), window, small), small, window);
		return clean -> clean.with(correction.apply(clean.data(), weight));
	}

	/** More than all windows reach, however they are padded. */
	private static long roomy(final long latents) {
		return (latents / ROOM + 2) * ROOM;
	}

	/**
	 * The last word, in the picture: exact where the weight is 1.
	 *
	 * @param block window height x window width in three planes
	 * @param window where it lies in the large picture
	 */
	public float[] finish(final float[] block, final Interval window) {
		if (weight != 1) return once(block, window);
		final Cells cells = Cells.of(window, margin(FAR));
		return cells.map(block, (part, cut) -> Correction
			.of(source, width, height, cells.parts().get(part)).exact(cut));
	}

	/** One correction. */
	float[] once(final float[] block, final Interval window) {
		final Cells cells = Cells.of(window, margin(NEAR));
		return cells.map(block, (part, cut) -> Correction
			.of(source, width, height, cells.parts().get(part)).apply(cut, weight));
	}

	/** So many small pixels in large ones. */
	private int margin(final int reach) {
		final double scale = Math.max((double) width / source.dimension(0),
			(double) height / source.dimension(1));
		return (int) Math.ceil(reach * scale) + 1;
	}

	private static double area(final Interval picture) {
		return (double) picture.dimension(0) * picture.dimension(1);
	}
}
