/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * How much of the picture around a selection the model gets to see. Crops begin and end at
 * multiples of a grid counted from the picture's origin, so that they share its latents; the last
 * grid cell may overhang the picture by less than itself.
 */
public final class Surroundings {

	/** The least side of an automatic crop, in pixels, where the picture is that large. */
	public static final int LEAST = 256;

	private Surroundings() {}

	/**
	 * A crop whose margin grows with the strength and the size of the selection, as Krita AI
	 * Diffusion chooses it: a tenth of the diagonal times the strength, or 32 pixels times the
	 * strength if that is more, plus 4 pixels, plus 6 % of the diagonal.
	 *
	 * @param selection inside of the picture
	 * @param picture at (0, 0)
	 * @param strength of the denoising, 0 to 1
	 * @param grid in pixels
	 */
	public static Interval automatic(final Interval selection, final Interval picture,
		final double strength, final int grid) {
		final double diagonal = Math.hypot(selection.dimension(0), selection.dimension(1));
		final long feather = Math.max((long) (0.1 * strength * diagonal), Math.round(32 * strength));
		return crop(selection, picture, feather + 4 + (long) (0.06 * diagonal), LEAST, grid);
	}

	/**
	 * A crop with a given margin.
	 *
	 * @param selection inside of the picture
	 * @param picture at (0, 0)
	 * @param margin in pixels, at least 0
	 * @param grid in pixels
	 */
	public static Interval margin(final Interval selection, final Interval picture,
		final long margin, final int grid) {
		return crop(selection, picture, margin, 1, grid);
	}

	private static Interval crop(final Interval selection, final Interval picture,
		final long margin, final long least, final int grid) {
		final long[] min = new long[2];
		final long[] max = new long[2];
		for (int d = 0; d < 2; d++) {
			final long size = picture.dimension(d);
			final long wanted = Math.min(size, Math.max(least, selection.dimension(d) + 2 * margin));
			final long centred = selection.min(d) - (wanted - selection.dimension(d)) / 2;
			final long from = Math.max(0, Math.min(centred, size - wanted));
			min[d] = from / grid * grid;
			max[d] = (from + wanted + grid - 1) / grid * grid - 1;
		}
		return new FinalInterval(min, max);
	}
}
