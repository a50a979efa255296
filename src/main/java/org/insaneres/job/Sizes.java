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

	/** Bytes held for a pixel of a result while it is painted: pictures, latents and their sums. */
	private static final long BYTES_PER_PIXEL = 160;

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

	private static int[] checked(final long width, final long height) {
		if (width > LIMIT || height > LIMIT) {
			throw new Refusal("The result would have " + width + " x " + height +
				" pixels, but sides may have at most " + LIMIT + ": choose a smaller size or scale.");
		}
		final long w = Math.max(1, width);
		final long h = Math.max(1, height);
		final Runtime java = Runtime.getRuntime();
		final long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
		if (w * h * BYTES_PER_PIXEL > free) {
			throw new Refusal("A result of " + w + " x " + h + " pixels needs about " +
				megabytes(w * h * BYTES_PER_PIXEL) + " MB of Java memory and " + megabytes(free) +
				" MB are free: choose a smaller size or scale, close images, or raise the limit in" +
				" Edit>Options>Memory.");
		}
		return new int[]{(int) w, (int) h};
	}

	private static long megabytes(final long bytes) {
		return bytes >> 20;
	}
}
