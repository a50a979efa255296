/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.job.canvas.Canvas;
import org.insaneres.job.canvas.Plane;

/** Puts pictures into a new image, one on every slice, which is shown from the beginning. */
final class NewImageEasel implements Easel {

	private final Canvas canvas;
	private final Desk desk;

	/** @param planes the source of every picture */
	NewImageEasel(final List<Plane> planes, final int width, final int height, final Desk desk) {
		canvas = Canvas.of(planes, width, height);
		this.desk = desk;
		desk.show(canvas.image());
	}

	@Override
	public void label(final int number, final String text) {
		canvas.label(number + 1, text);
	}

	@Override
	public Monitor watch(final int number, final Monitor monitor) {
		return new CanvasMonitor(monitor, canvas, number + 1);
	}

	@Override
	public void put(final int number, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask) {
		if (mask == null) canvas.paint(number + 1, result);
		else canvas.paint(number + 1, result, mask);
	}

	@Override
	public ImagePlus finish() {
		return canvas.image();
	}

	@Override
	public ImagePlus unfinished() {
		return canvas.unfinished();
	}

	@Override
	public void discard() {
		desk.discard(canvas.image());
	}
}
