/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.Monitor;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.Lock;
import org.insaneres.diffusion.Regions;
import org.insaneres.picture.Pictures;

/**
 * A picture at its final size that still lacks its fine detail.
 *
 * @param picture width x height x 3 at (0, 0), values 0 to 1
 * @param mask width x height, 1 where it is to be painted; null for everywhere
 * @param lock what the result must agree with; null for nothing
 * @param regions what differs from place to place
 * @param workspace where the result and its pieces are kept
 */
public record Enlarged(RandomAccessibleInterval<FloatType> picture,
	RandomAccessibleInterval<FloatType> mask, Lock lock, Regions regions,
	Workspace workspace) {

	/** Rows copied at once. */
	private static final int ROWS = 256;

	/** Pixels around a part that the lock looks at. */
	private static final int MARGIN = 64;

	/** A picture whose result is made in memory. */
	public Enlarged(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> mask, final Lock lock) {
		this(picture, mask, lock, Workspace.inMemory());
	}

	/** A picture that is painted the same everywhere. */
	public Enlarged(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> mask, final Lock lock, final Workspace workspace) {
		this(picture, mask, lock, Regions.NONE, workspace);
	}

	/** The mask of a part of the picture, or null if there is none. */
	RandomAccessibleInterval<FloatType> mask(final Interval window) {
		return mask == null ? null : Pictures.wrap(Pictures.read(mask, window), window);
	}

	/** All of the picture, to be painted at once. */
	Brief brief() {
		return new Brief(picture, mask, lock, regions);
	}

	/** A part of the picture, to be painted by itself. */
	Brief brief(final Interval window) {
		return new Brief(Pictures.wrap(Pictures.read(picture, window), window), mask(window), lock,
			regions.window(window));
	}

	/**
	 * A piece of the result that is painted only if it is not known yet.
	 *
	 * @param name among the pieces of this picture
	 * @param place where it lies; only the first two axes count
	 */
	RandomAccessibleInterval<FloatType> piece(final String name, final Interval place,
		final Supplier<RandomAccessibleInterval<FloatType>> painting) {
		return Pictures.wrap(workspace.piece(name, () -> Pictures.read(painting.get())), place);
	}

	/**
	 * A tile that the user may spare, before or while it is painted: then it stays as it is.
	 *
	 * @param painting paints it, unless the monitor it is given stops it
	 */
	RandomAccessibleInterval<FloatType> tile(final String name, final Interval place,
		final Monitor monitor, final Function<Monitor, RandomAccessibleInterval<FloatType>> painting) {
		try {
			if (!monitor.spares(place, 0)) {
				return piece(name, place, () -> painting.apply(new Sparable(monitor, place)));
			}
		} catch (final CancellationException e) {
			if (monitor.canceled() || !monitor.spares(place, 0)) throw e;
		}
		return Pictures.wrap(Pictures.read(picture, place), place);
	}

	/**
	 * Has the lock the last word over a result that was put together from tiles: each of them agrees
	 * with the source, but not what lies between two. Not where strengths differ, as pictures that
	 * are to stay are not touched.
	 */
	RandomAccessibleInterval<FloatType> locked(final RandomAccessibleInterval<FloatType> result) {
		if (lock == null || regions.strength() != null) return result;
		for (long y = 0; y < height(); y += ROWS) {
			for (long x = 0; x < width(); x += ROWS) {
				final Interval part = Intervals.intersect(new FinalInterval(width(), height()),
					FinalInterval.createMinSize(x, y, ROWS, ROWS));
				final Interval around = Intervals.intersect(new FinalInterval(width(), height()),
					Intervals.expand(part, MARGIN));
				final var finished = Pictures.wrap(lock.finish(Pictures.read(result, around), around),
					around);
				Pictures.write(Pictures.read(finished, part), part, result);
			}
		}
		return result;
	}

	/** A copy of the picture to paint over. */
	RandomAccessibleInterval<FloatType> copy() {
		final var copy = workspace.picture(width(), height());
		for (long y = 0; y < height(); y += ROWS) {
			final Interval band = FinalInterval.createMinSize(0, y, width(),
				Math.min(ROWS, height() - y));
			Pictures.write(Pictures.read(picture, band), band, copy);
		}
		return copy;
	}

	long width() {
		return picture.dimension(0);
	}

	long height() {
		return picture.dimension(1);
	}
}
