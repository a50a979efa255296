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

import org.insaneres.job.canvas.Layer;
import org.insaneres.job.canvas.Plane;

/** Collects pictures and lays them over the planes they were made from, all at the end. */
final class LayerEasel implements Easel {

	private final List<Plane> planes;
	private final String label;
	private final long seed;
	private final List<Finished> results = new ArrayList<>();

	/**
	 * @param label names the layers, beside the seed
	 */
	LayerEasel(final List<Plane> planes, final String label, final long seed) {
		this.planes = planes;
		this.label = label;
		this.seed = seed;
	}

	@Override
	public void put(final int number, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask) {
		results.add(new Finished(result, mask));
	}

	@Override
	public ImagePlus finish() {
		planes.forEach(Plane::requireUnchanged);
		for (int i = 0; i < results.size(); i++) {
			Layer.add(planes.get(i), results.get(i).result(), results.get(i).mask(), label, seed);
		}
		return planes.get(0).image();
	}
}
