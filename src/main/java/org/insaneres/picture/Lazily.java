/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;

/**
 * Pictures that are made cell by cell when they are read, and of which only the cells read last are
 * held.
 */
public final class Lazily {

	private static final int SIDE = 256;
	private static final int PLANES = 3;

	/** Bytes of all cells that are held: at least those along the side of a long picture. */
	private static final long HELD = 64L << 20;

	private Lazily() {}

	/**
	 * A picture at (0, 0) that cannot be written.
	 *
	 * @param cells makes a window of it, which lies inside: a planar block of 3 x height x width
	 */
	public static Img<FloatType> picture(final long width, final long height,
		final Function<Interval, float[]> cells) {
		return img(new CellGrid(new long[]{width, height, PLANES}, new int[]{SIDE, SIDE, PLANES}),
			cells);
	}

	/**
	 * A mask at (0, 0) that cannot be written.
	 *
	 * @param cells makes a window of it, which lies inside: height x width values
	 */
	public static Img<FloatType> mask(final long width, final long height,
		final Function<Interval, float[]> cells) {
		return img(new CellGrid(new long[]{width, height}, new int[]{SIDE, SIDE}), cells);
	}

	private static Img<FloatType> img(final CellGrid grid,
		final Function<Interval, float[]> cells) {
		final Cells held = new Cells(grid, cells);
		final LazyCellImg<FloatType, FloatArray> picture = new LazyCellImg<>(grid, new Fraction(),
			held);
		picture.setLinkedType(new FloatType(picture));
		return picture;
	}

	/** Cells in the order they were last asked for. */
	private static final class Cells implements LazyCellImg.Get<Cell<FloatArray>> {

		private final CellGrid grid;
		private final Function<Interval, float[]> source;
		private final Map<Long, Cell<FloatArray>> held = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(final Map.Entry<Long, Cell<FloatArray>> eldest) {
				return size() > HELD / (SIDE * SIDE * PLANES * Float.BYTES);
			}
		};

		Cells(final CellGrid grid, final Function<Interval, float[]> source) {
			this.grid = grid;
			this.source = source;
		}

		@Override
		public synchronized Cell<FloatArray> get(final long index) {
			// Not computeIfAbsent, as a cell may be made of cells of another picture like this one
			final Cell<FloatArray> known = held.get(index);
			if (known != null) return known;
			final long[] min = new long[grid.numDimensions()];
			final int[] size = new int[grid.numDimensions()];
			grid.getCellDimensions(index, min, size);
			final Cell<FloatArray> made = new Cell<>(size, min, new FloatArray(
				source.apply(FinalInterval.createMinSize(min[0], min[1], size[0], size[1]))));
			held.put(index, made);
			return made;
		}
	}
}
