/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.parallel.Parallelization;
import net.imglib2.util.Intervals;

/**
 * A block worked on cell by cell, each with what lies around it: a cell stays in the fast memory of
 * one processor, and all processors have their own. The grid of the cells belongs to the whole
 * picture, so that neighbouring windows have the same ones.
 *
 * @param window where the block lies
 * @param parts each cell with its margin, inside of the window
 * @param cells the cells that lie in the window
 */
public record Cells(Interval window, List<Interval> parts, List<Interval> cells) {

	private static final int SIDE = 128;

	/** Works on the part with this number. */
	public interface Work {

		/** @return a block of the same size */
		float[] apply(int part, float[] block);
	}

	/** @param margin pixels around a cell that have an influence on it */
	public static Cells of(final Interval window, final int margin) {
		final List<Interval> parts = new ArrayList<>();
		final List<Interval> cells = new ArrayList<>();
		for (long y = Math.floorDiv(window.min(1), SIDE) * SIDE; y <= window.max(1); y += SIDE) {
			for (long x = Math.floorDiv(window.min(0), SIDE) * SIDE; x <= window.max(0); x += SIDE) {
				final Interval cell = FinalInterval.createMinSize(x, y, SIDE, SIDE);
				cells.add(common(cell, window));
				parts.add(common(Intervals.expand(cell, margin), window));
			}
		}
		return new Cells(window, List.copyOf(parts), List.copyOf(cells));
	}

	private static Interval common(final Interval cell, final Interval window) {
		return FinalInterval.createMinMax(Math.max(cell.min(0), window.min(0)),
			Math.max(cell.min(1), window.min(1)), Math.min(cell.max(0), window.max(0)),
			Math.min(cell.max(1), window.max(1)));
	}

	/**
	 * @param block planes x height x width of the window
	 * @param work on every part, of whose result only the cell is used
	 * @return a new block
	 */
	public float[] map(final float[] block, final Work work) {
		final float[] result = new float[block.length];
		IntStream.range(0, parts.size()).parallel()
			.forEach(i -> Parallelization.runSingleThreaded(() -> {
				final Interval part = parts.get(i);
				final float[] cut = new float[block.length / area(window) * area(part)];
				copy(block, window, cut, part, part);
				copy(work.apply(i, cut), part, result, window, cells.get(i));
			}));
		return result;
	}

	/** Copies what lies in a common part of two blocks. */
	private static void copy(final float[] from, final Interval source, final float[] to,
		final Interval target, final Interval part) {
		final int planes = from.length / area(source);
		for (int c = 0; c < planes; c++) {
			for (long y = part.min(1); y <= part.max(1); y++) {
				System.arraycopy(from, c * area(source) + index(source, part.min(0), y), to,
					c * area(target) + index(target, part.min(0), y), (int) part.dimension(0));
			}
		}
	}

	private static int index(final Interval block, final long x, final long y) {
		return (int) ((y - block.min(1)) * block.dimension(0) + x - block.min(0));
	}

	private static int area(final Interval block) {
		return (int) (block.dimension(0) * block.dimension(1));
	}
}
