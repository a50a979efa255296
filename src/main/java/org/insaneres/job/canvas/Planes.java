/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;

import java.util.List;
import java.util.stream.IntStream;

import org.insaneres.Refusal;

/** Which planes of an image a job works on, by the keys {@code slices} and {@code source}. */
public final class Planes {

	private Planes() {}

	/**
	 * @param all every slice of a stack; of a composite every z and t, whose channels are one picture
	 * @param source Image, or Visible for the pixels with the overlay
	 * @throws Refusal for another source
	 */
	public static List<Plane> of(final ImagePlus image, final boolean all, final String source) {
		final boolean visible = "Visible".equalsIgnoreCase(source.strip());
		if (!visible && !"Image".equalsIgnoreCase(source.strip())) {
			throw new Refusal("source is \"" + source + "\", but must be one of Image, Visible.");
		}
		final List<Plane> planes = all && image.getStackSize() > 1
			? slices(image).mapToObj(slice -> Plane.of(image, slice)).toList()
			: List.of(Plane.current(image));
		return visible ? planes.stream().map(Plane::visible).toList() : planes;
	}

	private static IntStream slices(final ImagePlus image) {
		final int step = image.isComposite() && image.getDisplayMode() == ij.IJ.COMPOSITE
			? image.getNChannels()
			: 1;
		return IntStream.iterate(1, slice -> slice <= image.getStackSize(), slice -> slice + step);
	}
}
