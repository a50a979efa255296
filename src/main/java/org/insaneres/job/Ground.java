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

import org.insaneres.Refusal;
import org.insaneres.job.canvas.Original;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Planes;
import org.insaneres.job.canvas.Selection;
import org.insaneres.picture.tiff.TiffReader;

/**
 * What is enlarged into a file.
 *
 * @param original its pixels
 * @param terrain what differs from place to place; its masks have the size of the source and are
 * held in memory
 */
record Ground(Original original, Terrain terrain) {

	/** Bytes for a pixel of the source, where masks are made of it. */
	private static final long MASKS = 48;

	/** @throws Refusal if the settings ask for what only results in memory can have */
	static Ground of(final ImagePlus image, final UpscaleSettings settings) {
		final Plane plane = plane(image, settings);
		return new Ground(new Original.InWindow(plane), terrain(plane, settings));
	}

	/** @throws Refusal if the settings ask for what only open images can have */
	static Ground of(final TiffReader input, final UpscaleSettings settings) {
		if (differs(settings)) {
			throw new Refusal("input cannot be combined with regions, map or detail, which need an open" +
				" image: open the picture and leave input out, or leave these out.");
		}
		return new Ground(new Original.InFile(input), Terrain.NONE);
	}

	private static boolean differs(final UpscaleSettings settings) {
		return settings.regions() || !settings.map().isBlank() || settings.detail() > 0;
	}

	private static Plane plane(final ImagePlus image, final UpscaleSettings settings) {
		if (!Selection.of(image).whole()) {
			throw new Refusal("A selection cannot be enlarged into a file: choose Edit>Selection>Select" +
				" None, or leave the file away.");
		}
		if (settings.slices()) {
			throw new Refusal("All slices cannot be enlarged into one file: leave slices or file away.");
		}
		return Planes.of(image, false, settings.source()).get(0);
	}

	private static Terrain terrain(final Plane plane, final UpscaleSettings settings) {
		final long bytes = MASKS * plane.bounds().dimension(0) * plane.bounds().dimension(1);
		if (differs(settings) && !Forecast.fits(bytes)) {
			throw new Refusal("regions, map and detail need about " + Forecast.say(bytes) +
				" of Java memory for a picture of this size, and " + Forecast.say(Forecast.free()) +
				" are free: leave these out, or raise the limit in Edit>Options>Memory & Threads.");
		}
		return Terrain.all(List.of(plane), settings.regions(), settings.map(), settings.detail())
			.get(0);
	}

	/** All that it consists of, to compare it with another. */
	List<RandomAccessibleInterval<FloatType>> pictures() {
		final List<RandomAccessibleInterval<FloatType>> pictures = new ArrayList<>();
		pictures.add(original.picture());
		pictures.addAll(terrain.pictures());
		return pictures;
	}
}
