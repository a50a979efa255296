/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.function.UnaryOperator;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.picture.RoundTrip;

/**
 * The heart of the lock: adds to a large picture what it lacks to give a small one when scaled
 * down, {@code x + weight * up(source - down(x))}, with down the area average and up bicubic
 * (range-null space projection; Choi et al. 2021, ILVR; Wang et al. 2022, DDNM).
 * <p>
 * Works on a window of the large picture and stays on the pixel grid of the whole, so that
 * neighbouring windows agree. Only those small pixels are held that the window determines.
 */
final class Correction {

	/** A tenth of a step of 16 bits, and the rounds that are spent on it at most. */
	private static final double ENOUGH = 0.1 / 65535;
	private static final int ROUNDS = 14;

	private final Resampling down;
	private final float[] known;
	private final Interval small;
	private final Interval window;
	private final UnaryOperator<float[]> shrink;
	private final UnaryOperator<float[]> grow;

	/**
	 * @param down from the whole large picture to the whole small one
	 * @param known the small pixels of which all large ones lie in the window, planes x height x
	 * width
	 * @param small where they lie; empty (a dimension is 0) if there are none
	 * @param window the part of the large picture that is corrected
	 */
	Correction(final Resampling down, final float[] known, final Interval small,
		final Interval window) {
		this.down = down;
		this.known = known;
		this.small = small;
		this.window = window;
		if (Intervals.isEmpty(small)) {
			shrink = block -> known;
			grow = UnaryOperator.identity();
		} else {
			shrink = down.between(window, small);
			grow = enlarging(Kernel.BICUBIC);
		}
	}

	private Resampling up(final Kernel kernel) {
		return new Resampling(kernel, down.targetWidth(), down.targetHeight(), down.sourceWidth(),
			down.sourceHeight());
	}

	/** From the small pixels to the window, as if they went on mirrored. */
	private UnaryOperator<float[]> enlarging(final Kernel kernel) {
		final Resampling up = up(kernel);
		final Interval around = up.needed(window);
		final UnaryOperator<float[]> enlarge = up.between(around, window);
		return lacks -> enlarge.apply(Pictures.read(Pictures.wrap(lacks, small), around));
	}

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
	Correction signed(final Interval window) {
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
		if (Intervals.isEmpty(small)) return block;
		final float[] lacks = shrink.apply(block);
		for (int i = 0; i < lacks.length; i++) {
			lacks[i] = known[i] - lacks[i];
		}
		final float[] added = grow.apply(lacks);
		final float share = (float) weight;
		for (int i = 0; i < added.length; i++) {
			added[i] = block[i] + share * added[i];
		}
		return added;
	}

	/**
	 * Corrects until the picture, scaled down, is the source. The first round undoes that enlarging
	 * and scaling down again blurs, and would do, but what is too dark or too bright to be shown does
	 * not count: white stays white only if nothing in it is whiter than white. The rounds after it
	 * spread what is lacking beside such pixels evenly over the others, with momentum: they find a
	 * picture that can be shown and gives the source wherever there is one (Beck and Teboulle 2009,
	 * FISTA, as spreading is the adjoint of scaling down).
	 */
	float[] exact(final float[] block) {
		if (Intervals.isEmpty(small)) return block;
		final Range range = Range.of(known);
		final UnaryOperator<float[]> spread = enlarging(Kernel.AREA);
		float[] now = range.clip(block);
		float[] before = now;
		float[] shrunk = shrink.apply(now);
		float[] shrunkBefore = shrunk;
		double inertia = 1;
		for (int i = 0; i < ROUNDS && distance(shrunk) >= ENOUGH; i++) {
			final double next = (1 + Math.sqrt(1 + 4 * inertia * inertia)) / 2;
			final float momentum = i == 0 ? 0 : (float) ((inertia - 1) / next);
			inertia = i == 0 ? 1 : next;
			final float[] lacks = new float[known.length];
			for (int k = 0; k < lacks.length; k++) {
				lacks[k] = known[k] - shrunk[k] - momentum * (shrunk[k] - shrunkBefore[k]);
			}
			final float[] added = i == 0
				? grow.apply(new RoundTrip(up(Kernel.BICUBIC), down, small).undo(lacks))
				: spread.apply(lacks);
			for (int k = 0; k < added.length; k++) {
				added[k] += now[k] + momentum * (now[k] - before[k]);
			}
			before = now;
			now = range.clip(added);
			shrunkBefore = shrunk;
			shrunk = shrink.apply(now);
		}
		return now;
	}

	/** The greatest difference to the known pixels. */
	private double distance(final float[] shrunk) {
		float greatest = 0;
		for (int i = 0; i < known.length; i++) {
			greatest = Math.max(greatest, Math.abs(known[i] - shrunk[i]));
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

		float[] clip(final float[] block) {
			final float[] clipped = new float[block.length];
			for (int i = 0; i < clipped.length; i++) {
				clipped[i] = Math.min(Math.max(block[i], least), most);
			}
			return clipped;
		}
	}
}
