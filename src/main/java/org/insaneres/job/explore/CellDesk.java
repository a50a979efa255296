/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;

import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.job.Desk;

/**
 * The desk of one cell: its picture appears in the stack, and its progress is part of the whole.
 */
final class CellDesk implements Desk {

	private final Desk desk;
	private final ExploreStack stack;
	private final Cell cell;
	private final Monitor part;

	/**
	 * @param work all cells in the order in which they are made
	 * @param number of this one among them, from 0
	 */
	CellDesk(final Desk desk, final ExploreStack stack, final List<Cell> work, final int number) {
		this.desk = desk;
		this.stack = stack;
		cell = work.get(number);
		final double all = sum(work);
		part = desk.part(sum(work.subList(0, number)) / all, sum(work.subList(0, number + 1)) / all,
			"Cell " + (number + 1) + " of " + work.size() + " (" + cell.label() + ")");
	}

	private static double sum(final List<Cell> cells) {
		return cells.stream().mapToDouble(Cell::work).sum();
	}

	@Override
	public void progress(final double fraction, final String what) {
		stack.refresh(cell);
		part.progress(fraction, what);
	}

	@Override
	public void note(final String line) {
		desk.note(line);
	}

	@Override
	public boolean previews() {
		return desk.previews();
	}

	@Override
	public boolean canceled() {
		return desk.canceled();
	}

	@Override
	public void show(final ImagePlus picture) {
		stack.begin(cell, picture);
	}
}
