/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** Collects pictures and writes them into the planes they were made from, all at the end. */
final class InPlaceEasel implements Easel {

	private final List<Plane> planes;
	private final List<Finished> results = new ArrayList<>();

	/** @throws org.insaneres.Refusal if the planes can not be written */
	InPlaceEasel(final List<Plane> planes) {
		planes.forEach(Plane::requireWritable);
		this.planes = planes;
	}

	@Override
	public void put(final int number, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask) {
		results.add(new Finished(result, mask));
	}

	@Override
	public ImagePlus finish() {
		planes.forEach(Plane::requireWritable);
		for (int i = 0; i < results.size(); i++) {
			planes.get(i).replace(results.get(i).result(), results.get(i).mask());
		}
		return planes.get(0).image();
	}
}
