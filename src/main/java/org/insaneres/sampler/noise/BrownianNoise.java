/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.LongFunction;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;

/**
 * The noise k-diffusion gives the SDE samplers: one random walk over all noise levels, so that the
 * noise of two half steps adds up to that of the whole step.
 * <p>
 * Walks like torchsde's BrownianTree: the increment of an interval is divided at its middle by a
 * Brownian bridge whose noise is seeded by the place in the tree, down to six decimals of the
 * level. This takes some 40 draws of a whole latent for each step; it is for repeating the pictures
 * of other tools, not for large ones.
 */
public final class BrownianNoise implements Noise {

	private static final int POOL = 24;
	private static final int DECIMALS = 6;

	private final LongFunction<Normals> source;
	private final long seed;
	private final int channels;
	private final int height;
	private final int width;
	private final double low;
	private final double high;

	/**
	 * @param source the generator for a seed: TorchNormals::new as on a CPU, PhiloxNormals::new as on
	 * an NVIDIA device
	 * @param low the lowest level above 0 that will be asked for
	 * @param high the highest
	 */
	public BrownianNoise(final LongFunction<Normals> source, final long seed, final int channels,
		final int height, final int width, final double low, final double high) {
		this.source = source;
		this.seed = seed;
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.low = rounded((float) low);
		this.high = rounded((float) high);
	}

	/** @throws IllegalArgumentException if the levels are equal or not finite */
	@Override
	public Latent next(final double sigma, final double sigmaNext) {
		final float a = (float) Math.min(sigma, sigmaNext);
		final float b = (float) Math.max(sigma, sigmaNext);
		if (!(a < b) || Float.isInfinite(b)) {
			throw new IllegalArgumentException("No walk from " + sigma + " to " + sigmaNext);
		}
		final Walk walk = new Walk(rounded(Math.max(a, low)), rounded(Math.min(b, high)));
		final float[] whole = normals(new SeedSequence(seed, POOL));
		scale(whole, (float) Math.sqrt(high - low));
		walk.descend(low, high, 0, 0, whole);
		scale(walk.sum, (float) (1 / Math.sqrt(b - a)) * (sigma < sigmaNext ? 1 : -1));
		return new Latent(channels, height, width, walk.sum);
	}

	private static void scale(final float[] values, final float factor) {
		for (int i = 0; i < values.length; i++) {
			values[i] *= factor;
		}
	}

	private float[] normals(final SeedSequence seeds) {
		return source.apply(seeds.first()).next(channels * height * width);
	}

	private static double rounded(final double level) {
		return new BigDecimal(level).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
	}

	/** Adds up the increments of the intervals of the tree that make up a part of the walk. */
	private final class Walk {

		private final double from;
		private final double to;
		private final float[] sum = new float[channels * height * width];

		Walk(final double from, final double to) {
			this.from = from;
			this.to = to;
		}

		/** @param key number of the interval among those of its depth, @param w its increment */
		void descend(final double start, final double end, final long key, final int depth,
			final float[] w) {
			if (from <= start && end <= to) {
				for (int i = 0; i < sum.length; i++) {
					sum[i] += w[i];
				}
				return;
			}
			final double middle = rounded(0.5 * (end + start));
			final float share = (float) (middle - start);
			final float whole = (float) (1 / (end - start));
			final float deviation = (float) Math.sqrt(
				(middle - start) * (end - middle) * (1 / (end - start)));
			final float[] left = normals(new SeedSequence(seed, POOL, key, depth));
			for (int i = 0; i < left.length; i++) {
				left[i] = share * w[i] * whole + deviation * left[i];
			}
			if (from < middle) descend(start, middle, 2 * key, depth + 1, left);
			if (to > middle) {
				for (int i = 0; i < left.length; i++) {
					left[i] = w[i] - left[i];
				}
				descend(middle, end, 2 * key + 1, depth + 1, left);
			}
		}
	}
}
