/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.Overlay;
import ij.gui.Roi;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.job.canvas.Layer;
import org.insaneres.job.canvas.Plane;

/**
 * Collects pictures and writes them into the planes they were made from, all at the end. Where the
 * overlay was part of what is painted anew, it would hide the result: it goes with the whole of a
 * single picture, and else the result is laid over it.
 */
final class InPlaceEasel implements Easel {

	private final List<Plane> planes;
	private final String label;
	private final long seed;
	private final List<Finished> results = new ArrayList<>();
	private final List<Boolean> whole = new ArrayList<>();

	/**
	 * @param label names a layer, beside the seed
	 * @throws org.insaneres.Refusal if the planes can not be written
	 */
	InPlaceEasel(final List<Plane> planes, final String label, final long seed) {
		planes.forEach(Plane::requireWritable);
		this.planes = planes;
		this.label = label;
		this.seed = seed;
	}

	@Override
	public void put(final int number, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask) {
		results.add(new Finished(result, mask));
		whole.add(mask == null);
	}

	@Override
	public ImagePlus finish() {
		planes.forEach(Plane::requireWritable);
		for (int i = 0; i < results.size(); i++) {
			final Plane plane = planes.get(i);
			final Finished done = results.get(i);
			if (plane.elements().isEmpty()) {
				plane.replace(done.result(), done.mask());
			} else if (whole.get(i) && plane.image().getStackSize() == 1) {
				flatten(plane, done);
			} else {
				Layer.add(plane, done.result(), done.mask(), label, seed);
			}
		}
		return planes.get(0).image();
	}

	/** Undo brings the overlay back too. */
	private static void flatten(final Plane plane, final Finished done) {
		final ImagePlus image = plane.image();
		final List<Roi> gone = plane.elements();
		final Overlay rest = image.getOverlay().create();
		for (final Roi roi : image.getOverlay().toArray()) {
			if (gone.stream().noneMatch(drawn -> drawn == roi)) rest.add(roi);
		}
		plane.replace(done.result(), done.mask());
		Undo.saveOverlay(image);
		image.setOverlay(rest);
	}
}
