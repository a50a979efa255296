/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import org.insaneres.Refusal;

/** Sizes of results, and whether they can be made here. */
final class Sizes {

	/** Largest side of a result. */
	private static final int LIMIT = 32768;

	private Sizes() {}

	/**
	 * The size whose longer side is given, with the shape of the image.
	 *
	 * @param longer in pixels; 0 keeps the size
	 * @return width and height, at least 1
	 */
	static int[] longer(final ImagePlus image, final int longer) {
		final int width = image.getWidth();
		final int height = image.getHeight();
		if (longer == 0) return checked(width, height);
		final double factor = longer / (double) Math.max(width, height);
		return checked(Math.round(width * factor), Math.round(height * factor));
	}

	/** The size of the image times a factor, rounded. */
	static int[] scaled(final ImagePlus image, final double scale) {
		return checked(Math.round(image.getWidth() * scale), Math.round(image.getHeight() * scale));
	}

	/** @throws Refusal if a side is longer than this program can count */
	static void requireSides(final long width, final long height) {
		if (width > LIMIT || height > LIMIT) {
			throw new Refusal("The result would have " + width + " x " + height +
				" pixels, but sides may have at most " + LIMIT + ": choose a smaller size or scale.");
		}
	}

	private static int[] checked(final long width, final long height) {
		requireSides(width, height);
		final long w = Math.max(1, width);
		final long h = Math.max(1, height);
		final long needed = Forecast.inMemory(w, h, 0);
		if (!Forecast.fits(needed)) {
			final double share = Forecast.share(w, h);
			throw new Refusal("A result of " + w + " x " + h + " pixels needs about " +
				Forecast.say(needed) + " of Java memory and " + Forecast.say(Forecast.free()) +
				" are free: make it " + (long) (w * share) + " x " + (long) (h * share) +
				" at most, close images, raise the limit in Edit>Options>Memory & Threads, or set file" +
				" in \"SD Upscale...\", which writes results of any size.");
		}
		return new int[]{(int) w, (int) h};
	}
}
