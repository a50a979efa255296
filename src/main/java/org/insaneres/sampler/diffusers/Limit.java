/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.insaneres.sampler.Latent;

/**
 * Keeps a predicted clean latent within bounds: clip_sample and thresholding of diffusers.
 *
 * @param share the values within bounds before anything is done, dynamic_thresholding_ratio
 * @param least bounds are at least this
 * @param most bounds are at most this
 * @param shrinking whether the result is divided by the bounds, so that it lies within -1 to 1
 */
record Limit(double share, double least, double most, boolean shrinking)
	implements
		UnaryOperator<Latent> {

	/** Clips to -range..range. */
	static Limit clip(final double range) {
		return new Limit(1, range, range, false);
	}

	/**
	 * What a scheduler file asks for: thresholding, else clip_sample, else nothing.
	 *
	 * @param clips whether clip_sample is the default
	 */
	static UnaryOperator<Latent> of(final Settings settings, final boolean clips) {
		if (settings.flag("thresholding", false)) return dynamic(settings);
		return settings.flag("clip_sample", clips)
			? clip(settings.number("clip_sample_range", 1))
			: UnaryOperator.identity();
	}

	/** What thresholding asks for if it is on, else nothing: for classes that know no clip_sample. */
	static UnaryOperator<Latent> thresholding(final Settings settings) {
		return settings.flag("thresholding", false) ? dynamic(settings) : UnaryOperator.identity();
	}

	/** Saharia et al. 2022, dynamic thresholding. */
	private static Limit dynamic(final Settings settings) {
		return new Limit(settings.number("dynamic_thresholding_ratio", 0.995), 1,
			settings.number("sample_max_value", 1), true);
	}

	@Override
	public Latent apply(final Latent clean) {
		final float[] out = clean.data().clone();
		final double bound = least == most ? least : Math.max(least, Math.min(quantile(out), most));
		for (int i = 0; i < out.length; i++) {
			final double value = Math.max(-bound, Math.min(out[i], bound));
			out[i] = (float) (shrinking ? value / bound : value);
		}
		return clean.with(out);
	}

	/** The magnitude below which the share of the values lies, interpolated linearly. */
	private double quantile(final float[] values) {
		final double[] sorted = new double[values.length];
		for (int i = 0; i < sorted.length; i++) {
			sorted[i] = Math.abs(values[i]);
		}
		Arrays.sort(sorted);
		final double place = share * (sorted.length - 1);
		final int low = (int) place;
		final int high = Math.min(low + 1, sorted.length - 1);
		return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
	}
}
