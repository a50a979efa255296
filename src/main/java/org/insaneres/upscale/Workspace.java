/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Pictures;

/** Where a mode puts what it makes on its way to the result. */
public interface Workspace {

	/**
	 * A black picture for the result.
	 *
	 * @return width x height x 3 at (0, 0), in memory or on disk
	 */
	default RandomAccessibleInterval<FloatType> picture(final long width, final long height) {
		return Pictures.create(width, height);
	}

	/**
	 * A piece of the result that, once painted, need not be painted again.
	 *
	 * @param name among the pieces of this picture, letters, digits and hyphens
	 * @param painting paints it
	 */
	default float[] piece(final String name, final Supplier<float[]> painting) {
		return painting.get();
	}

	/** A piece that will be asked for again, and is painted only once. */
	float[] lasting(String name, Supplier<float[]> painting);

	/** The same for one of several pictures, whose pieces must not be mixed up. */
	default Workspace of(final String name) {
		final Workspace all = this;
		return new Workspace() {

			@Override
			public RandomAccessibleInterval<FloatType> picture(final long width, final long height) {
				return all.picture(width, height);
			}

			@Override
			public float[] piece(final String piece, final Supplier<float[]> painting) {
				return all.piece(name + "-" + piece, painting);
			}

			@Override
			public float[] lasting(final String piece, final Supplier<float[]> painting) {
				return all.lasting(name + "-" + piece, painting);
			}
		};
	}

	/** A workspace in memory. */
	static Workspace inMemory() {
		final Map<String, float[]> all = new HashMap<>();
		return (name, painting) -> {
			// Not computeIfAbsent, as painting a piece asks for others
			final float[] known = all.get(name);
			final float[] piece = known == null ? painting.get() : known;
			all.put(name, piece);
			return piece;
		};
	}
}
