/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;

import org.insaneres.job.Desk;

/**
 * The desk of one cell: its picture appears in the stack, and its progress is part of the whole.
 */
final class CellDesk implements Desk {

	private final Desk desk;
	private final ExploreStack stack;
	private final Cell cell;
	private final int done;
	private final int count;

	/** @param done cells of the count that are finished already */
	CellDesk(final Desk desk, final ExploreStack stack, final Cell cell, final int done,
		final int count) {
		this.desk = desk;
		this.stack = stack;
		this.cell = cell;
		this.done = done;
		this.count = count;
	}

	@Override
	public void progress(final double fraction, final String what) {
		stack.refresh(cell);
		desk.progress((done + fraction) / count,
			"Cell " + (done + 1) + " of " + count + " (" + cell.label() + "), " + what);
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
