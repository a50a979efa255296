/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.process.ImageProcessor;

import java.util.BitSet;
import java.util.concurrent.CancellationException;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;

/**
 * The hyperstack of an exploration in the making. It is shown with the first cell; cells that are
 * not begun are black. A cell's own pixels are those of its slice, so that it is seen in the
 * making.
 */
final class ExploreStack {

	/** Share of the free memory that cells may take. */
	private static final double SHARE = 0.7;

	private final Grid grid;
	private final ImagePlus source;
	private final Desk desk;
	private final BitSet finished = new BitSet();
	private ImagePlus image;
	private int followed;

	ExploreStack(final Grid grid, final ImagePlus source, final Desk desk) {
		this.grid = grid;
		this.source = source;
		this.desk = desk;
	}

	/** Puts the picture of a cell into its place, before or while it is painted. */
	void begin(final Cell cell, final ImagePlus picture) {
		if (image == null) open(picture);
		requireOpen();
		final boolean following = followed == 0 || image.getCurrentSlice() == followed;
		place(cell, picture);
		if (!following) return;
		followed = cell.slice();
		image.setPosition(followed);
		image.updateAndRepaintWindow();
	}

	/** Shows what has been painted of a cell, if its slice is on display. */
	void refresh(final Cell cell) {
		if (image == null) return;
		requireOpen();
		if (image.getCurrentSlice() == cell.slice()) image.updateAndDraw();
	}

	/** Takes the finished picture of a cell, and how it was made. */
	void finish(final Cell cell, final ImagePlus picture, final Explored action) {
		begin(cell, picture);
		finished.set(cell.slice());
		image.getStack().setSliceLabel(CellNote.write(cell, action, picture), cell.slice());
		image.updateAndRepaintWindow();
	}

	/** The user who closes the window wants no more of it. */
	private void requireOpen() {
		if (image.getProcessor() == null) throw new CancellationException("The stack was closed.");
	}

	/** The hyperstack; null before the first cell. */
	ImagePlus image() {
		return image;
	}

	/** A plain stack of the finished cells, named as unfinished; null if there are none. */
	ImagePlus unfinished() {
		if (finished.isEmpty() || image.getProcessor() == null) return null;
		final ImageStack some = new ImageStack(image.getWidth(), image.getHeight());
		final ImageStack all = image.getStack();
		for (int n = finished.nextSetBit(0); n > 0; n = finished.nextSetBit(n + 1)) {
			some.addSlice(all.getSliceLabel(n), all.getPixels(n));
		}
		image.setOpenAsHyperStack(false);
		image.setStack(some, 1, some.size(), 1);
		image.setTitle(image.getTitle() + "-unfinished");
		return image;
	}

	private void open(final ImagePlus picture) {
		final int count = grid.cells().size();
		refuseTooLarge(picture, count);
		final ImageProcessor pixels = picture.getProcessor();
		final ImageStack stack = new ImageStack(picture.getWidth(), picture.getHeight(),
			pixels.getColorModel());
		final Object waiting = pixels.createProcessor(picture.getWidth(), picture.getHeight())
			.getPixels();
		for (final Cell cell : grid.cells()) {
			stack.addSlice(cell.label() + " (to come)", waiting);
		}
		image = new ImagePlus(title(), stack);
		if (image.getBitDepth() != 24) image.setDisplayRange(pixels.getMin(), pixels.getMax());
		image.setDimensions(grid.deep().size(), grid.across().size(), grid.down().size());
		image.setOpenAsHyperStack(count > 1);
		image.setCalibration(picture.getCalibration());
		desk.show(image);
	}

	/** From here on the slice has the very pixels of the picture. */
	private void place(final Cell cell, final ImagePlus picture) {
		if (picture.getWidth() != image.getWidth() || picture.getHeight() != image.getHeight() ||
			picture.getBitDepth() != image.getBitDepth()) {
			throw new Refusal("The cell with " + cell.label() + " has " + size(picture) +
				", but those before have " + size(image) + ": explore them one by one.");
		}
		final Object pixels = picture.getProcessor().getPixels();
		image.getStack().setSliceLabel(cell.label() + " (in the making)", cell.slice());
		image.getStack().setPixels(pixels, cell.slice());
		if (image.getCurrentSlice() == cell.slice()) image.getProcessor().setPixels(pixels);
	}

	private static String size(final ImagePlus image) {
		return image.getWidth() + " x " + image.getHeight() + " pixels of " + image.getBitDepth() +
			" bits";
	}

	private static void refuseTooLarge(final ImagePlus picture, final int count) {
		final long needed = (long) picture.getWidth() * picture.getHeight() * count *
			picture.getBitDepth() / 8;
		final Runtime java = Runtime.getRuntime();
		final long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
		if (needed <= SHARE * free) return;
		throw new Refusal(count + " cells of " + picture.getWidth() + " x " + picture.getHeight() +
			" pixels need " + (needed >> 20) + " MB of Java memory and " + (free >> 20) +
			" MB are free: give fewer values, explore one tile, or raise the limit in" +
			" Edit>Options>Memory.");
	}

	private String title() {
		final String title = source.getShortTitle() + "-explored";
		String unique = title;
		for (int i = 1; WindowManager.getImage(unique) != null; i++) {
			unique = title + "-" + i;
		}
		return unique;
	}
}
