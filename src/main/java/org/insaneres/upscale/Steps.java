/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Pictures;

/** Steps between neighbouring columns (or rows) of what was painted, for {@link SeamScore}. */
final class Steps {

	/** Steps nearby are up to so many cells of the grid away. */
	private static final int NEAR = 2;

	/** Differences of less than this, in grey levels, nobody can see or store. */
	private static final double UNSEEN = 0.05;

	private final int length;
	private final List<Integer> borders;
	private final int grid;

	/** Ends of the stretches, from 0 on. */
	private final int[] cuts;

	/** Size of the step at every place, stretch by stretch, in grey levels. */
	private final double[] sizes;

	/**
	 * @param axis 0 for steps between columns, 1 for steps between rows
	 * @param borders along the same axis
	 * @param crossing borders along the other axis, where stretches end
	 * @param grid places that are compared are multiples of this apart
	 * @param band pixels to either side of a step over which values are averaged
	 * @param stretch length of the stretches of a line along which steps are averaged, in pixels
	 */
	Steps(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> plain, final int axis, final List<Integer> borders,
		final List<Integer> crossing, final int grid, final int band, final int stretch) {
		this.borders = borders;
		this.grid = grid;
		length = (int) picture.dimension(axis);
		cuts = cuts((int) picture.dimension(1 - axis), crossing, stretch);
		sizes = new double[(cuts.length - 1) * (length + 1)];
		for (int k = 0; k < cuts.length - 1; k++) {
			final int from = cuts[k];
			final int count = cuts[k + 1] - from;
			final FinalInterval part = axis == 0
				? FinalInterval.createMinSize(picture.min(0), picture.min(1) + from, length, count)
				: FinalInterval.createMinSize(picture.min(0) + from, picture.min(1), count, length);
			measure(Pictures.read(picture, part), Pictures.read(plain, part), axis, count, band, k);
		}
	}

	private static int[] cuts(final int along, final List<Integer> crossing,
		final int stretch) {
		final List<Integer> ends = new ArrayList<>(crossing);
		ends.add(along);
		final List<Integer> cuts = new ArrayList<>(List.of(0));
		for (final int end : ends) {
			final int from = cuts.get(cuts.size() - 1);
			final int parts = Math.max(1, Math.round((float) (end - from) / stretch));
			for (int k = 1; k <= parts; k++) {
				cuts.add(from + (end - from) * k / parts);
			}
		}
		return cuts.stream().mapToInt(Integer::intValue).toArray();
	}

	private void measure(final float[] with, final float[] without, final int axis, final int count,
		final int band,
		final int stretch) {
		final double[] square = new double[length + 1];
		for (int c = 0; c < 3; c++) {
			final double[] mean = new double[length];
			for (int i = 0; i < length * count; i++) {
				final int at = c * length * count + i;
				mean[axis == 0 ? i % length : i / count] += (double) with[at] - without[at];
			}
			for (int at = band; at <= length - band; at++) {
				double step = 0;
				for (int i = 0; i < band; i++) {
					step += (mean[at + i] - mean[at - 1 - i]) / ((double) band * count);
				}
				square[at] += step * step / 3;
			}
		}
		for (int at = 0; at <= length; at++) {
			final double size = 255 * Math.sqrt(square[at]);
			sizes[stretch * (length + 1) + at] = Math.max(0, size - UNSEEN);
		}
	}

	/**
	 * Places to compare a border with: all on its grid that are not near to a border.
	 *
	 * @return itself first; none if there is nothing to compare it with
	 */
	List<Integer> places(final int border) {
		final List<Integer> places = new ArrayList<>();
		if (!inside(border)) return places;
		places.add(border);
		for (int at = border % grid; at <= length; at += grid) {
			if (inside(at) && apart(at, (NEAR + 1) * grid)) places.add(at);
		}
		return places.size() > 1 ? places : List.of();
	}

	/** The mean step at a place, in grey levels. */
	double step(final int at) {
		double sum = 0;
		for (int k = 0; k < cuts.length - 1; k++) {
			sum += share(k) * size(k, at);
		}
		return sum;
	}

	/** The mean step at some distances from a place, in grey levels. */
	double nearby(final int at, final List<Integer> distances) {
		double sum = 0;
		for (int k = 0; k < cuts.length - 1; k++) {
			sum += share(k) * nearby(k, at, distances);
		}
		return sum;
	}

	/**
	 * Distances from a border where no other is. Places it is moved to are compared at the same ones,
	 * as a mean over fewer varies more.
	 */
	List<Integer> distances(final int border) {
		final List<Integer> distances = new ArrayList<>();
		for (int d = -NEAR * grid; d <= NEAR * grid; d += grid) {
			if (apart(border + d, grid)) distances.add(d);
		}
		return distances.isEmpty() ? List.of(-grid, grid) : distances;
	}

	/**
	 * How steps at a place compare with those nearby. Roots, so that a contour that was painted anew
	 * somewhere does not outweigh all else.
	 */
	double strength(final int at, final List<Integer> distances) {
		double sum = 0;
		for (int k = 0; k < cuts.length - 1; k++) {
			sum += share(k) * Math.sqrt((size(k, at) + UNSEEN) / (nearby(k, at, distances) + UNSEEN));
		}
		return sum;
	}

	/** Of the whole line. */
	private double share(final int stretch) {
		return (double) (cuts[stretch + 1] - cuts[stretch]) / cuts[cuts.length - 1];
	}

	private double nearby(final int stretch, final int at, final List<Integer> distances) {
		double sum = 0;
		for (final int distance : distances) {
			sum += size(stretch, at + distance);
		}
		return sum / distances.size();
	}

	private double size(final int stretch, final int at) {
		return sizes[stretch * (length + 1) + at];
	}

	private boolean inside(final int at) {
		return at >= (NEAR + 1) * grid && at <= length - (NEAR + 1) * grid;
	}

	private boolean apart(final int at, final int distance) {
		return borders.stream().allMatch(border -> Math.abs(border - at) >= distance);
	}
}
