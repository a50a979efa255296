/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The picture of one run, at the size of its result.
 *
 * @param picture width x height x 3, values 0 to 1; its minimum is its place in the whole picture,
 * which position-keyed noise goes by, and a multiple of the autoencoder's factor
 * @param mask width x height at the same place, 1 where the picture may change; null for everywhere
 * @param lock what the result must agree with; null for nothing
 * @param regions what differs from place to place
 * @param content what stands where the mask is before the picture is painted
 */
public record Brief(RandomAccessibleInterval<FloatType> picture,
	RandomAccessibleInterval<FloatType> mask, Lock lock, Regions regions, Content content) {

	/** @throws IllegalArgumentException if there is other content than the original, and no mask */
	public Brief {
		if (mask == null && content != Content.ORIGINAL) {
			throw new IllegalArgumentException("No mask for " + content);
		}
	}

	/** A picture that is changed as it is. */
	public Brief(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> mask, final Lock lock, final Regions regions) {
		this(picture, mask, lock, regions, Content.ORIGINAL);
	}

	/** A picture that is changed as it is, the same everywhere. */
	public Brief(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> mask, final Lock lock) {
		this(picture, mask, lock, Regions.NONE);
	}

	/** The same with another mask. */
	public Brief masked(final RandomAccessibleInterval<FloatType> other) {
		return new Brief(picture, other, lock, regions, content);
	}
}
