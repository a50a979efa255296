/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * Makes pictures and moves blocks of pixels in and out of them.
 *
 * <pre>
 * final Img&lt;FloatType&gt; picture = Pictures.create(860, 860);
 * final Interval tile = FinalInterval.createMinSize(-8, 0, 512, 512);
 * final float[] block = Pictures.read(picture, tile); // mirrored where it overhangs
 * Pictures.write(block, tile, picture); // what overhangs is dropped
 * monitor.preview(Pictures.wrap(block, tile));
 * </pre>
 *
 * A picture has the axes width x height x 3 (red, green, blue planes), values 0 to 1 as displayed,
 * neither clipped nor rounded. A mask has the axes width x height, values 0 to 1. The minimum of
 * either is its place in the picture it belongs to. A block is planar, as networks want it: planes
 * x height x width, row after row.
 */
public final class Pictures {

	private Pictures() {}

	/**
	 * A black picture.
	 *
	 * @return width x height x 3 at (0, 0): one array where its length allows, else one per plane
	 */
	public static Img<FloatType> create(final long width, final long height) {
		return zeros(width, height, 3);
	}

	/** An empty mask, width x height at (0, 0). */
	public static Img<FloatType> createMask(final long width, final long height) {
		return zeros(width, height);
	}

	/** Zeros of any size. */
	static Img<FloatType> zeros(final long... dimensions) {
		return Intervals.numElements(dimensions) < Integer.MAX_VALUE - 8
			? ArrayImgs.floats(dimensions)
			: PlanarImgs.floats(dimensions);
	}

	/**
	 * A planar block seen as a picture or mask, not copied.
	 *
	 * @param block planes x height x width
	 * @param window where it lies; only the first two axes count
	 * @return a mask if there is one plane, else with the planes as third axis
	 */
	public static RandomAccessibleInterval<FloatType> wrap(final float[] block,
		final Interval window) {
		final long width = window.dimension(0);
		final long height = window.dimension(1);
		final long planes = block.length / (width * height);
		if (planes * width * height != block.length) {
			throw new IllegalArgumentException(block.length + " values for " + width + " x " + height);
		}
		final long x = window.min(0);
		final long y = window.min(1);
		return planes == 1
			? Views.translate(ArrayImgs.floats(block, width, height), x, y)
			: Views.translate(ArrayImgs.floats(block, width, height, planes), x, y, 0);
	}

	/** All of a picture or mask as a planar block. */
	public static float[] read(final RandomAccessibleInterval<FloatType> source) {
		return read(source, source);
	}

	/**
	 * Copies a window of a picture or mask. Outside, the picture goes on mirrored about its outermost
	 * pixels (which are not doubled), as often as needed.
	 *
	 * @param window which pixels, in the coordinates of the source; only the first two axes count,
	 * and it may lie anywhere
	 * @return planar block of the size of the window
	 */
	public static float[] read(final RandomAccessibleInterval<FloatType> source,
		final Interval window) {
		final Axis columns = Axis.mirrored(source, window, 0);
		final Axis rows = Axis.mirrored(source, window, 1);
		final long[] min = source.minAsLongArray();
		final long[] max = source.maxAsLongArray();
		columns.span(min, max, 0);
		rows.span(min, max, 1);
		final Interval inner = new FinalInterval(min, max);
		final float[] pixels = new float[Math.toIntExact(Intervals.numElements(inner))];
		PrimitiveBlocks.of(source, OnFallback.ACCEPT).copy(inner, pixels);
		if (columns.straight && rows.straight) return pixels;
		final int stride = (int) inner.dimension(0);
		final int plane = Math.toIntExact(stride * inner.dimension(1));
		final int planes = pixels.length / plane;
		final float[] block = new float[Math
			.toIntExact((long) planes * rows.index.length * columns.index.length)];
		int i = 0;
		for (int p = 0; p < planes; p++) {
			for (final int row : rows.index) {
				final int start = p * plane + row * stride;
				for (final int column : columns.index) {
					block[i++] = pixels[start + column];
				}
			}
		}
		return block;
	}

	/**
	 * Copies a planar block into a picture or mask; what lies outside of it is dropped.
	 *
	 * @param block planes x height x width
	 * @param window where the block lies, in the coordinates of the target
	 */
	public static void write(final float[] block, final Interval window,
		final RandomAccessibleInterval<FloatType> target) {
		copy(wrap(block, window), target);
	}

	/** Copies what source and target, of equally many axes, have in common. */
	public static void copy(final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> target) {
		final Interval common = Intervals.intersect(source, target);
		if (Intervals.isEmpty(common)) return;
		LoopBuilder.setImages(Views.interval(source, common), Views.interval(target, common))
			.forEachPixel((from, to) -> to.set(from));
	}

	/** The pixel of 0 to size - 1 that stands at a place where a picture goes on mirrored. */
	static long mirror(final long i, final long size) {
		if (size == 1) return 0;
		final long period = 2 * (size - 1);
		final long phase = Math.floorMod(i, period);
		return Math.min(phase, period - phase);
	}

	/** Which pixels of a source stand along one axis of a window. */
	private static final class Axis {

		/** Source pixels for the pixels of the window, counted from the first one used. */
		private final int[] index;
		private final long first;
		private final long last;
		private final boolean straight;

		private Axis(final int[] index, final long first, final long last, final boolean straight) {
			this.index = index;
			this.first = first;
			this.last = last;
			this.straight = straight;
		}

		private static Axis mirrored(final Interval source, final Interval window, final int d) {
			final long size = source.dimension(d);
			final long offset = window.min(d) - source.min(d);
			final int[] index = new int[Math.toIntExact(window.dimension(d))];
			int first = Integer.MAX_VALUE;
			int last = 0;
			for (int i = 0; i < index.length; i++) {
				index[i] = (int) mirror(offset + i, size);
				first = Math.min(first, index[i]);
				last = Math.max(last, index[i]);
			}
			for (int i = 0; i < index.length; i++) {
				index[i] -= first;
			}
			return new Axis(index, source.min(d) + first, source.min(d) + last,
				offset >= 0 && offset + index.length <= size);
		}

		private void span(final long[] min, final long[] max, final int d) {
			min[d] = first;
			max[d] = last;
		}
	}
}
