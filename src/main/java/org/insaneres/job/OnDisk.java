/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.function.Supplier;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Scratch;
import org.insaneres.upscale.Workspace;

/** A workspace of which nothing is held in memory. */
record OnDisk(Scratch scratch, Workspace pieces) implements Workspace {

	@Override
	public RandomAccessibleInterval<FloatType> picture(final long width, final long height) {
		return scratch.create(width, height);
	}

	@Override
	public float[] piece(final String name, final Supplier<float[]> painting) {
		return pieces.piece(name, painting);
	}

	@Override
	public float[] lasting(final String name, final Supplier<float[]> painting) {
		return pieces.lasting(name, painting);
	}
}
