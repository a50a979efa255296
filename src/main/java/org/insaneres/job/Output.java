/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.job.canvas.Plane;

/** Where a result goes, by the values of the {@code output} key. */
public enum Output {
	/** A new image. */
	NEW_IMAGE("New image") {

		@Override
		Easel easel(final List<Plane> planes, final int[] size, final String label,
			final long seed, final Desk desk) {
			return new NewImageEasel(planes, size[0], size[1], desk);
		}
	},
	/** The image itself, with Undo. */
	IN_PLACE("In place") {

		@Override
		Easel easel(final List<Plane> planes, final int[] size, final String label,
			final long seed, final Desk desk) {
			return keepsSize(planes, size)
				? new InPlaceEasel(planes, label, seed)
				: new ReplacingEasel(planes, size[0], size[1]);
		}
	},
	/** An overlay of the image. */
	LAYER("Layer") {

		@Override
		Easel easel(final List<Plane> planes, final int[] size, final String label,
			final long seed, final Desk desk) {
			if (keepsSize(planes, size)) return new LayerEasel(planes, label, seed);
			throw new Refusal("output is Layer, but the result has another size than the picture under" +
				" it: set output=[New image].");
		}
	};

	private final String title;

	Output(final String title) {
		this.title = title;
	}

	/** The value in macros. */
	@Override
	public String toString() {
		return title;
	}

	/**
	 * Prepares for the results.
	 *
	 * @param planes the source of every result
	 * @param size width and height of the results
	 * @param label names a layer, beside the seed
	 * @param seed of the first result
	 * @throws Refusal if results of this size can not go there
	 */
	abstract Easel easel(List<Plane> planes, int[] size, String label, long seed, Desk desk);

	private static boolean keepsSize(final List<Plane> planes, final int[] size) {
		final ImagePlus image = planes.get(0).image();
		return size[0] == image.getWidth() && size[1] == image.getHeight();
	}

	/** @throws Refusal if there is none of this name */
	public static Output named(final String name) {
		return Arrays.stream(values()).filter(o -> o.title.equalsIgnoreCase(name.strip())).findFirst()
			.orElseThrow(() -> new Refusal("output is \"" + name + "\", but must be one of " +
				Arrays.stream(values()).map(Output::toString).collect(Collectors.joining(", ")) + "."));
	}
}
