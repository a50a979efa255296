/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import org.insaneres.Refusal;

/** Enlarges an artwork by a recipe. */
public final class Enlarge {

	private Enlarge() {}

	/**
	 * @param image the picture to work on
	 * @param settings what to do
	 * @param desk hears of the progress and may cancel
	 * @return a new picture, or null if the result went into the image itself
	 * @throws Refusal if it can not be done
	 */
	public static ImagePlus run(final ImagePlus image, final EnlargeSettings settings,
		final Desk desk) {
		throw new Refusal("This part is not in this build yet.");
	}
}
