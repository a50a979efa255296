/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.job.canvas.Canvas;

/** Lets previews appear on one slice of a canvas, and everything else reach the desk. */
record CanvasMonitor(Monitor desk, Canvas canvas, int slice) implements Monitor {

	@Override
	public void progress(final double fraction, final String what) {
		desk.progress(fraction, what);
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
	public void preview(final RandomAccessibleInterval<FloatType> block) {
		if (previews()) canvas.paint(slice, block);
	}

	@Override
	public boolean canceled() {
		return desk.canceled();
	}
}
