/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;
import ij.Undo;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Refusal;
import org.insaneres.job.canvas.Canvas;
import org.insaneres.job.canvas.Plane;

/** Puts a picture of another size in the place of an image, which Undo brings back. */
final class ReplacingEasel implements Easel {

	private final Plane plane;
	private final Canvas canvas;

	/** @throws Refusal if the image is a stack, or can not be written */
	ReplacingEasel(final List<Plane> planes, final int width, final int height) {
		plane = planes.get(0);
		if (plane.image().getStackSize() > 1) {
			throw new Refusal("\"" + plane.image().getTitle() +
				"\" is a stack, which cannot change its size in place: set output=[New image].");
		}
		plane.requireWritable();
		canvas = Canvas.of(plane, width, height);
	}

	@Override
	public void put(final int number, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask) {
		canvas.paint(1, result);
	}

	@Override
	public ImagePlus finish() {
		final ImagePlus image = plane.image();
		if (!image.lockSilently()) {
			throw new Refusal("\"" + image.getTitle() +
				"\" is in use by another command: wait until that is done and run this one again.");
		}
		try {
			plane.requireWritable();
			Undo.setup(Undo.TRANSFORM, image);
			image.setProcessor(canvas.image().getProcessor());
			image.setCalibration(canvas.image().getCalibration());
			image.setOverlay(canvas.image().getOverlay());
			image.setRoi(canvas.image().getRoi());
			image.changes = true;
			return image;
		} finally {
			image.unlock();
		}
	}
}
