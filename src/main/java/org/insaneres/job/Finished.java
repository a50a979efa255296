/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.job.canvas.Canvas;

/**
 * A picture that waits to be handed over.
 *
 * @param result width x height x 3 at its place
 * @param mask its weight over the source
 */
record Finished(RandomAccessibleInterval<FloatType> result,
	RandomAccessibleInterval<FloatType> mask) {

	/** @param mask null for all of it */
	Finished {
		if (mask == null) mask = Canvas.everywhere(result);
	}
}
