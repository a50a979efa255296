/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.Font;
import java.util.stream.IntStream;

/**
 * All cells of an exploration on one picture: across as columns, down as rows, deep as blocks one
 * below the other, each with its value beside it.
 */
final class ContactSheet {

	/** Longest side and most pixels of cells on a sheet; beyond, they are made smaller. */
	private static final double LONGEST = 16000;
	private static final double LARGEST_AREA = 64e6;

	private static final int GAP = 8;
	private static final int SMALLEST = 10;
	private static final int LARGEST = 60;
	private static final double LETTERS = 22;

	private final Grid grid;
	private final ImagePlus stack;
	private final double scale;
	private final int width;
	private final int height;
	private final int size;
	private final int left;
	private final int title;
	private final int top;

	ContactSheet(final Grid grid, final ImagePlus stack) {
		this.grid = grid;
		this.stack = stack;
		final int columns = grid.across().size();
		final int rows = grid.down().size() * grid.deep().size();
		final double across = (double) columns * stack.getWidth();
		final double down = (double) rows * stack.getHeight();
		scale = Math.min(1, Math.min(LONGEST / Math.max(across, down),
			Math.sqrt(LARGEST_AREA / (across * down))));
		width = Math.max(1, (int) (stack.getWidth() * scale));
		height = Math.max(1, (int) (stack.getHeight() * scale));
		size = (int) Math.max(SMALLEST, Math.min(LARGEST, width / LETTERS));
		top = grid.across().nothing() ? 0 : lines(3);
		title = grid.deep().nothing() ? 0 : lines(2);
		left = grid.down().nothing() ? 0 : legendWidth();
	}

	/** A new RGB image. */
	ImagePlus image() {
		final int columns = grid.across().size();
		final int block = title + top + grid.down().size() * (height + GAP);
		final ColorProcessor sheet = new ColorProcessor(GAP + left + columns * (width + GAP),
			GAP + grid.deep().size() * block);
		sheet.setColor(Color.WHITE);
		sheet.fill();
		sheet.setAntialiasedText(true);
		for (int c = 0; c < grid.deep().size(); c++) {
			block(sheet, c, GAP + c * block);
		}
		return new ImagePlus(stack.getTitle() + "-sheet", sheet);
	}

	private void block(final ColorProcessor sheet, final int deep, final int y) {
		if (title > 0) {
			write(sheet, grid.deep(), deep, GAP, y, sheet.getWidth() - 2 * GAP, title);
		}
		for (int z = 0; z < grid.across().size(); z++) {
			final int x = GAP + left + z * (width + GAP);
			if (top > 0) write(sheet, grid.across(), z, x, y + title, width, top);
			for (int t = 0; t < grid.down().size(); t++) {
				final int row = y + title + top + t * (height + GAP);
				if (left > 0 && z == 0) {
					write(sheet, grid.down(), t, GAP, row, left - GAP, height);
				}
				sheet.insert(picture(grid.cell(z, t, deep)), x, row);
			}
		}
	}

	private ImageProcessor picture(final Cell cell) {
		final ImageProcessor slice = stack.getStack().getProcessor(cell.slice());
		if (stack.getBitDepth() != 24) {
			slice.setMinAndMax(stack.getDisplayRangeMin(), stack.getDisplayRangeMax());
		}
		final ImageProcessor colours = slice.convertToRGB();
		if (scale == 1) return colours;
		colours.setInterpolationMethod(ImageProcessor.BILINEAR);
		return colours.resize(width, height, true);
	}

	/** Writes the key and a value in the middle of a box, in as many lines as it takes. */
	private void write(final ColorProcessor sheet, final Variation variation, final int number,
		final int x, final int y, final int boxWidth, final int boxHeight) {
		final Legend legend = Legend.fit(sheet, variation.key(), variation.legend(number), size,
			boxWidth, boxHeight);
		legend.draw(sheet, x + boxWidth / 2, y + boxHeight / 2);
	}

	private int lines(final int count) {
		return (int) (count * size * Legend.LINE) + GAP;
	}

	private int legendWidth() {
		final ColorProcessor measure = new ColorProcessor(1, 1);
		measure.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
		final int longest = IntStream.range(0, grid.down().size())
			.map(t -> measure.getStringWidth(grid.down().legend(t))).max().orElse(0);
		return Math.min(width / 2, Math.max(longest, measure.getStringWidth(grid.down().key()))) +
			2 * GAP;
	}
}
