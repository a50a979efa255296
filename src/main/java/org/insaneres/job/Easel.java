/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;

/**
 * Where pictures of a job are put. Until {@link #finish()} nothing of the source has changed.
 */
interface Easel {

	/** The monitor for the picture with this number: it may show what is being made. */
	default Monitor watch(final int number, final Monitor monitor) {
		return monitor;
	}

	/** Names the picture with this number, where it has a place for a name of its own. */
	default void label(final int number, final String text) {}

	/**
	 * Takes a finished picture.
	 *
	 * @param number from 0
	 * @param result width x height x 3 at its place
	 * @param mask its weight over the source, at its place; null for all of it
	 */
	void put(int number, RandomAccessibleInterval<FloatType> result,
		RandomAccessibleInterval<FloatType> mask);

	/**
	 * Hands everything over.
	 *
	 * @return the image that holds the results
	 */
	ImagePlus finish();

	/**
	 * What there is to see so far, as an image of its own that says so in its title; null if there is
	 * nothing. Pictures not begun are left out.
	 */
	default ImagePlus unfinished() {
		return null;
	}

	/** Takes away what was shown: the job was canceled or failed. */
	default void discard() {}
}
