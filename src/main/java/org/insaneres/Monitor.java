/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What a long computation tells the outside, and how it is asked to stop.
 * <p>
 * Implementations are called from the computing thread, often, and must return quickly. Nested work
 * gets a {@link #part} and needs no knowledge of the whole.
 */
public interface Monitor {

	/** Hears nothing and never cancels. */
	Monitor NONE = new Monitor() {
	};

	/**
	 * Says how far the work is.
	 *
	 * @param fraction of this monitor's work done, 0 to 1
	 * @param what a few words on what is being done now, for the status bar
	 */
	default void progress(final double fraction, final String what) {}

	/** A line worth keeping in the log, such as a fallback and its reason. */
	default void note(final String line) {}

	/** Whether anybody looks at previews, so that making them is worth the time. */
	default boolean previews() {
		return false;
	}

	/**
	 * Shows a finished or provisional piece of the result, if anybody looks: perhaps later, while the
	 * work goes on, and not at all if another piece comes before there was time for this one.
	 *
	 * @param block makes it, perhaps in another thread, from what no longer changes: width x height x
	 * 3 (red, green, blue), values 0 to 1 nominally; its minimum is its place in the result. Null for
	 * nothing.
	 */
	default void preview(final Supplier<RandomAccessibleInterval<FloatType>> block) {}

	/** Whether the user asked to stop. */
	default boolean canceled() {
		return false;
	}

	/**
	 * Whether a tile is to stay as it is. Asked often, and true for ever from the first time on.
	 *
	 * @param tile in pixels of the picture in the making; only the first two axes count
	 * @param times how often it was predicted so far; 0 where tiles are painted one after the other
	 */
	default boolean spares(final Interval tile, final int times) {
		return false;
	}

	/**
	 * Whether the picture is good enough as it is, so that the piece in the making is finished from
	 * what is predicted, and what is not begun is left.
	 *
	 * @param piece in pixels of the picture in the making; only the first two axes count
	 * @param steps finished
	 */
	default boolean accepts(final Interval piece, final int steps) {
		return false;
	}

	/**
	 * Stops here if the user, or whoever owns the thread, asked to.
	 *
	 * @throws CancellationException if {@link #canceled()}, or the thread is interrupted, which it
	 * stays
	 */
	default void check() {
		if (canceled()) throw new CancellationException("Canceled by the user.");
		if (Thread.currentThread().isInterrupted()) throw new CancellationException("Interrupted.");
	}

	/**
	 * The monitor for one part of the work.
	 *
	 * @param from fraction of the whole at which the part begins, 0 to 1
	 * @param to fraction at which it ends
	 */
	default Monitor part(final double from, final double to) {
		return part(from, to, "");
	}

	/**
	 * The same for a part with a name, such as a tile.
	 *
	 * @param name stands before what the part says of itself
	 */
	default Monitor part(final double from, final double to, final String name) {
		final Monitor whole = this;
		return new ForwardingMonitor() {

			@Override
			public Monitor monitor() {
				return whole;
			}

			@Override
			public void progress(final double fraction, final String what) {
				whole.progress(from + fraction * (to - from), name.isEmpty() ? what : name + ", " + what);
			}
		};
	}
}
