/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;

/**
 * The desk of one part of the work.
 *
 * @param desk where the part's picture is shown, which may be nowhere
 * @param part of the whole work
 */
record PartDesk(Desk desk, Monitor part) implements Desk {

	@Override
	public void progress(final double fraction, final String what) {
		part.progress(fraction, what);
	}

	@Override
	public void note(final String line) {
		part.note(line);
	}

	@Override
	public boolean previews() {
		return desk.previews();
	}

	@Override
	public void preview(final RandomAccessibleInterval<FloatType> block) {
		desk.preview(block);
	}

	@Override
	public boolean canceled() {
		return part.canceled();
	}

	@Override
	public void show(final ImagePlus result) {
		desk.show(result);
	}

	@Override
	public void discard(final ImagePlus result) {
		desk.discard(result);
	}

	@Override
	public boolean keeps(final ImagePlus unfinished) {
		return desk.keeps(unfinished);
	}
}
