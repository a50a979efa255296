/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import java.util.function.Supplier;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** A monitor in front of another one, which does all that is not overridden. */
public interface ForwardingMonitor extends Monitor {

	/** The one behind. */
	Monitor monitor();

	@Override
	default void progress(final double fraction, final String what) {
		monitor().progress(fraction, what);
	}

	@Override
	default void note(final String line) {
		monitor().note(line);
	}

	@Override
	default boolean previews() {
		return monitor().previews();
	}

	@Override
	default void preview(final Supplier<RandomAccessibleInterval<FloatType>> block) {
		monitor().preview(block);
	}

	@Override
	default boolean canceled() {
		return monitor().canceled();
	}

	@Override
	default boolean spares(final Interval tile, final int times) {
		return monitor().spares(tile, times);
	}

	@Override
	default boolean accepts(final Interval piece, final int steps) {
		return monitor().accepts(piece, steps);
	}
}
