/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;

/**
 * The heart of the lock: adds to a large picture what it lacks to give a small one when scaled
 * down, {@code x + weight * up(source - down(x))}, with down the area average and up bicubic
 * (range-null space projection; Choi et al. 2021, ILVR; Wang et al. 2022, DDNM).
 * <p>
 * Works on a window of the large picture and stays on the pixel grid of the whole, so that
 * neighbouring windows agree. Only those small pixels are held that the window determines.
 *
 * @param down from the whole large picture to the whole small one
 * @param known the small pixels of which all large ones lie in the window, planes x height x width
 * @param small where they lie; empty (a dimension is 0) if there are none
 * @param window the part of the large picture that is corrected
 */
record Correction(Resampling down, float[] known, Interval small, Interval window) {

	/** A tenth of a step of 16 bits, and the rounds that are spent on it at most. */
	private static final double ENOUGH = 0.1 / 65535;
	private static final int ROUNDS = 40;
	private static final int SMOOTH = 14;

	/** Where a round leaves more than this of what was left before, no picture gives the source. */
	private static final double STUCK = 0.99;

	/**
	 * What a small picture keeps when it is enlarged and scaled down again, by frequency: from this,
	 * of the finest chequerboard at large factors, to this.
	 */
	private static final double LEAST_KEPT = 0.36;
	private static final double MOST_KEPT = 1.1;

	private static final float PACE = (float) Math
		.pow(2 / (Math.sqrt(MOST_KEPT) + Math.sqrt(LEAST_KEPT)), 2);
	private static final float MOMENTUM = (float) Math
		.pow((Math.sqrt(MOST_KEPT) - Math.sqrt(LEAST_KEPT)) /
			(Math.sqrt(MOST_KEPT) + Math.sqrt(LEAST_KEPT)), 2);

	/**
	 * @param source the small picture, w x h x planes at (0, 0); only a part is read
	 * @param width of the whole large picture
	 * @param height of the whole large picture
	 */
	static Correction of(final RandomAccessibleInterval<FloatType> source, final long width,
		final long height, final Interval window) {
		final Resampling down = new Resampling(Kernel.AREA, width, height, source.dimension(0),
			source.dimension(1));
		final Interval small = down.computable(window);
		return new Correction(down,
			Intervals.isEmpty(small) ? new float[0] : Pictures.read(source, small), small, window);
	}

	/** The same for values from -1 to 1 instead of 0 to 1. */
	Correction signed() {
		final float[] signed = known.clone();
		for (int i = 0; i < signed.length; i++) {
			signed[i] = 2 * signed[i] - 1;
		}
		return new Correction(down, signed, small, window);
	}

	/**
	 * @param block planes x window height x window width
	 * @param weight 0 (nothing happens) to 1
	 * @return a new block
	 */
	float[] apply(final float[] block, final double weight) {
		return Intervals.isEmpty(small) ? block : add(block, weight, lacks(block));
	}

	/** Known pixels minus block, scaled down. */
	private float[] lacks(final float[] block) {
		final float[] lacks = down.apply(block, window, small);
		for (int i = 0; i < lacks.length; i++) {
			lacks[i] = known[i] - lacks[i];
		}
		return lacks;
	}

	private float[] add(final float[] block, final double weight, final float[] lacks) {
		return add(block, weight, lacks, Kernel.BICUBIC);
	}

	private float[] add(final float[] block, final double weight, final float[] lacks,
		final Kernel kernel) {
		final Resampling up = new Resampling(kernel, down.targetWidth(), down.targetHeight(),
			down.sourceWidth(), down.sourceHeight());
		final Interval around = up.needed(window);
		final float[] added = up.apply(Pictures.read(Pictures.wrap(lacks, small), around), around,
			window);
		final float share = (float) weight;
		for (int i = 0; i < added.length; i++) {
			added[i] = block[i] + share * added[i];
		}
		return added;
	}

	/**
	 * Corrects until the picture, scaled down, is the source. One round leaves a rest, because
	 * enlarging and scaling down again blurs, and because what is too dark or too bright to be shown
	 * does not count: white stays white only if nothing in it is whiter than white.
	 * <p>
	 * Smooth rounds look for the small picture that must be enlarged and added, by Richardson's
	 * iteration of second order (Golub and Varga 1961). What they leave, beside pixels that are white
	 * or black already, is spread evenly over the others (projected Landweber iteration).
	 */
	float[] exact(final float[] block) {
		if (Intervals.isEmpty(small)) return block;
		final Range range = Range.of(known);
		final float[] sum = new float[known.length];
		final float[] move = new float[known.length];
		float[] result = range.clip(block.clone());
		double left = Double.POSITIVE_INFINITY;
		for (int i = 0; i < ROUNDS; i++) {
			final float[] lacks = lacks(result);
			final double before = left;
			left = mean(lacks);
			final boolean stuck = i > SMOOTH && left > STUCK * before;
			if (stuck || greatest(lacks) < ENOUGH) break;
			if (i < SMOOTH) {
				for (int k = 0; k < sum.length; k++) {
					move[k] = PACE * lacks[k] + MOMENTUM * move[k];
					sum[k] += move[k];
				}
				result = range.clip(add(block, 1, sum));
			} else {
				result = range.clip(add(result, 1, lacks, Kernel.AREA));
			}
		}
		return result;
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values) {
			sum += Math.abs(value);
		}
		return sum / values.length;
	}

	private static double greatest(final float[] values) {
		double greatest = 0;
		for (final float value : values) {
			greatest = Math.max(greatest, Math.abs(value));
		}
		return greatest;
	}

	/** What can be shown, and what the source has beyond that. */
	private record Range(float least, float most) {

		static Range of(final float[] source) {
			float least = 0;
			float most = 1;
			for (final float value : source) {
				least = Math.min(least, value);
				most = Math.max(most, value);
			}
			return new Range(least, most);
		}

		/** In place. */
		float[] clip(final float[] block) {
			for (int i = 0; i < block.length; i++) {
				block[i] = Math.min(Math.max(block[i], least), most);
			}
			return block;
		}
	}
}
