/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import net.imglib2.FinalInterval;

import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;

/**
 * The transparency that RGB pixels carry in their highest byte when they come from a picture with
 * some. ImageJ does not show it. It goes into a result of another size by itself, untouched by
 * diffusion.
 */
public final class Alpha {

	private static final int RGB = 0xffffff;

	private Alpha() {}

	/** Whether pixels carry transparency: not if all have the same. */
	private static boolean in(final ImageProcessor pixels) {
		if (!(pixels instanceof ColorProcessor)) return false;
		for (int i = 1; i < pixels.getPixelCount(); i++) {
			if (pixels.get(i) >>> 24 != pixels.get(0) >>> 24) return true;
		}
		return false;
	}

	/** Gives pixels of any size the transparency of others, if these have some. */
	static void scale(final ImageProcessor from, final ImageProcessor to) {
		if (!(to instanceof ColorProcessor) || !in(from)) return;
		final float[] alpha = new float[from.getPixelCount()];
		for (int i = 0; i < alpha.length; i++) {
			alpha[i] = from.get(i) >>> 24;
		}
		final float[] scaled = Pictures.read(Resampling.resize(
			Pictures.wrap(alpha, new FinalInterval(from.getWidth(), from.getHeight())),
			to.getWidth() > from.getWidth() ? Kernel.BILINEAR : Kernel.AREA, to.getWidth(),
			to.getHeight()));
		for (int i = 0; i < scaled.length; i++) {
			to.set(i, to.get(i) & RGB | Math.round(scaled[i]) << 24);
		}
	}
}
