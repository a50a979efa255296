/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.List;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Pictures;

/**
 * What differs from place to place of a picture.
 *
 * @param strength width x height, the share of the run's strength, 0 (stays as it is) to 1; null
 * for 1 everywhere
 * @param parts places with words of their own; later ones lie over earlier ones
 */
public record Regions(RandomAccessibleInterval<FloatType> strength, List<Part> parts) {

	/** The same everywhere. */
	public static final Regions NONE = new Regions(null, List.of());

	/**
	 * A place with words of its own.
	 *
	 * @param mask width x height, the share of these words, 0 to 1
	 */
	public record Part(RandomAccessibleInterval<FloatType> mask, Words words) {}

	/** Those of a part of the picture. */
	public Regions window(final Interval window) {
		return new Regions(strength == null ? null : cut(strength, window), parts.stream()
			.map(part -> new Part(cut(part.mask, window), part.words)).toList());
	}

	/** Whether the whole picture stays as it is. */
	public boolean nothing() {
		if (strength == null) return false;
		for (final float share : Pictures.read(strength)) {
			if (share > 0) return false;
		}
		return true;
	}

	private static RandomAccessibleInterval<FloatType> cut(
		final RandomAccessibleInterval<FloatType> mask, final Interval window) {
		return Pictures.wrap(Pictures.read(mask, window), window);
	}
}
