/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import net.imglib2.Interval;

/**
 * What enlarging a small picture and scaling it down again does to it: a blur, along each axis a
 * matrix with a narrow band, which can be undone exactly.
 *
 * <pre>
 * final RoundTrip trip = new RoundTrip(up, down, small);
 * final float[] sharp = trip.undo(block); // down.apply(up.apply(sharp)) is the block
 * </pre>
 */
public final class RoundTrip {

	private final Band across;
	private final Band along;

	/**
	 * @param up from the small size to the large one
	 * @param down the other way
	 * @param small a window of the small picture, which goes on mirrored around it
	 */
	public RoundTrip(final Resampling up, final Resampling down, final Interval small) {
		across = Band.of((int) small.dimension(0), small.min(0),
			i -> down.kernel().tap(i, down.sourceWidth(), down.targetWidth()),
			i -> up.kernel().tap(i, up.sourceWidth(), up.targetWidth()));
		along = Band.of((int) small.dimension(1), small.min(1),
			i -> down.kernel().tap(i, down.sourceHeight(), down.targetHeight()),
			i -> up.kernel().tap(i, up.sourceHeight(), up.targetHeight()));
	}

	/**
	 * @param block planes x height x width of the window
	 * @return a new block
	 */
	public float[] undo(final float[] block) {
		final float[] result = block.clone();
		final int width = across.size();
		final int plane = width * along.size();
		for (int line = 0; line < result.length; line += width) {
			across.solve(result, line, 1, 1);
		}
		for (int first = 0; first < result.length; first += plane) {
			along.solve(result, first, width, width);
		}
		return result;
	}
}
