/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

/**
 * Resampling of a picture from one size to another, of all of it or of any window with the same
 * numbers.
 *
 * <pre>
 * final Img&lt;FloatType&gt; big = Resampling.resize(picture, Kernel.LANCZOS, 860, 860);
 * final Resampling down = new Resampling(Kernel.AREA, 860, 860, 430, 430);
 * final Interval small = down.computable(tile); // what a tile of the big one determines
 * final float[] block = down.apply(pixelsOfTile, tile, small);
 * </pre>
 *
 * @param kernel how pixels are mixed
 * @param sourceWidth in pixels, at least 1
 * @param sourceHeight in pixels, at least 1
 * @param targetWidth in pixels, at least 1
 * @param targetHeight in pixels, at least 1
 */
public record Resampling(Kernel kernel, long sourceWidth, long sourceHeight, long targetWidth,
	long targetHeight) {

	/** Values held at once when resizing a whole picture. */
	private static final long PORTION = 1 << 24;

	/** @throws IllegalArgumentException if a size is less than 1 */
	public Resampling {
		if (Math.min(Math.min(sourceWidth, sourceHeight), Math.min(targetWidth, targetHeight)) < 1) {
			throw new IllegalArgumentException("A picture has at least one pixel");
		}
	}

	/**
	 * All of a picture or mask in a new size.
	 *
	 * @param picture at any place
	 * @return at (0, 0), of the given size
	 */
	public static Img<FloatType> resize(final RandomAccessibleInterval<FloatType> picture,
		final Kernel kernel, final long width, final long height) {
		final RandomAccessibleInterval<FloatType> source = picture.view().zeroMin();
		final long[] size = source.dimensionsAsLongArray();
		final Resampling resampling = new Resampling(kernel, size[0], size[1], width, height);
		size[0] = width;
		size[1] = height;
		final Img<FloatType> result = Pictures.zeros(size);
		final long planes = Intervals.numElements(size) / (width * height);
		final long perRow = planes *
			Math.max(width, resampling.sourceWidth * Math.max(1, resampling.sourceHeight / height));
		final long rows = Math.max(1, PORTION / perRow);
		for (long y = 0; y < height; y += rows) {
			final Interval band = FinalInterval.createMinSize(0, y, width, Math.min(rows, height - y));
			Pictures.write(resampling.apply(source, band), band, result);
		}
		return result;
	}

	/**
	 * All of a planar block in a new size.
	 *
	 * @param block channels x height x width
	 * @return channels x newHeight x newWidth
	 */
	public static float[] resize(final float[] block, final int height, final int width,
		final Kernel kernel, final int newHeight, final int newWidth) {
		return new Resampling(kernel, width, height, newWidth, newHeight).apply(block,
			new FinalInterval(width, height), new FinalInterval(newWidth, newHeight));
	}

	/**
	 * The old pixels needed for a window of the new ones.
	 *
	 * @param window in the new size, inside of it; only the first two axes count
	 */
	public Interval needed(final Interval window) {
		final Tap[] columns = columns(window);
		final Tap[] rows = rows(window);
		return new FinalInterval(
			new long[]{Separable.first(columns), Separable.first(rows)},
			new long[]{Separable.last(columns), Separable.last(rows)});
	}

	/**
	 * The new pixels for which a window of the old ones suffices.
	 *
	 * @param window in the old size, which it may overhang; only the first two axes count
	 * @return in the new size; empty (a dimension is 0) if there are none
	 */
	public Interval computable(final Interval window) {
		final long[] columns = computable(window, 0, sourceWidth, targetWidth);
		final long[] rows = computable(window, 1, sourceHeight, targetHeight);
		return FinalInterval.createMinSize(columns[0], rows[0], columns[1], rows[1]);
	}

	/** First and number of the new pixels along an axis whose old pixels all lie in the window. */
	private long[] computable(final Interval window, final int d, final long source,
		final long target) {
		// A new pixel whose centre lies before the window needs what lies there
		final long start = Math.min(target,
			Math.max(0, (long) Math.floor((double) window.min(d) * target / source) - 2));
		long from = start;
		long to = target;
		for (long i = start; i < to; i++) {
			final Tap tap = kernel.tap(i, source, target);
			if (tap.first() < window.min(d)) {
				from = i + 1;
			} else if (tap.last() > window.max(d)) {
				to = i;
			}
		}
		return new long[]{from, Math.max(0, to - from)};
	}

	/**
	 * Computes a window of the new size.
	 *
	 * @param source of the old size at (0, 0)
	 * @param window in the new size, inside of it; only the first two axes count
	 * @return planar block of the size of the window
	 */
	public float[] apply(final RandomAccessibleInterval<FloatType> source, final Interval window) {
		final Interval needed = needed(window);
		return apply(Pictures.read(source, needed), needed, window);
	}

	/**
	 * Computes a window of the new size.
	 *
	 * @param block planes x height x width, a piece of the old size
	 * @param place where the block lies in the old size
	 * @param window in the new size, inside of it; only the first two axes count
	 * @return planar block of the size of the window
	 * @throws IllegalArgumentException if the block lacks pixels that are {@link #needed}
	 */
	public float[] apply(final float[] block, final Interval place, final Interval window) {
		return between(place, window).apply(block);
	}

	/** The same for any number of blocks of one place. */
	public UnaryOperator<float[]> between(final Interval place, final Interval window) {
		final Tap[] columns = columns(window);
		final Tap[] rows = rows(window);
		if (Separable.first(columns) < place.min(0) || Separable.last(columns) > place.max(0) ||
			Separable.first(rows) < place.min(1) || Separable.last(rows) > place.max(1)) {
			throw new IllegalArgumentException("The block does not hold all pixels needed");
		}
		return block -> Separable
			.at(place.min(0), place.min(1), block, Math.toIntExact(place.dimension(0)),
				Math.toIntExact(place.dimension(1)))
			.mix(columns, rows, targetHeight < sourceHeight);
	}

	private Tap[] columns(final Interval window) {
		return Separable.taps(window.min(0), Math.toIntExact(window.dimension(0)),
			i -> kernel.tap(i, sourceWidth, targetWidth));
	}

	private Tap[] rows(final Interval window) {
		return Separable.taps(window.min(1), Math.toIntExact(window.dimension(1)),
			i -> kernel.tap(i, sourceHeight, targetHeight));
	}
}
