/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import org.insaneres.sampler.Latent;

/** Ways from one noise to another that stay noise. */
public final class Slerp {

	private Slerp() {}

	/**
	 * AUTOMATIC1111's spherical interpolation: along the great circle between the columns of the two
	 * latents, one angle for each channel and column. Columns that are on average parallel (mean
	 * cosine above 0.9995) are mixed linearly instead, by oversight with the shares swapped, which is
	 * kept so that its pictures can be repeated.
	 *
	 * @param share 0 gives a, 1 gives b
	 */
	public static Latent columns(final double share, final Latent a, final Latent b) {
		final int width = a.width();
		final double[] cosines = new double[a.channels() * width];
		double mean = 0;
		for (int i = 0; i < cosines.length; i++) {
			cosines[i] = cosine(a, b, i / width, i % width);
			mean += cosines[i] / cosines.length;
		}
		if (mean > 0.9995) return Latent.mix(share, a, 1 - share, b);
		final float[] out = new float[a.data().length];
		for (int i = 0; i < cosines.length; i++) {
			final double angle = Math.acos(cosines[i]);
			final double wa = Math.sin((1 - share) * angle) / Math.sin(angle);
			final double wb = Math.sin(share * angle) / Math.sin(angle);
			final int top = i / width * a.height() * width + i % width;
			for (int y = 0; y < a.height(); y++) {
				final int at = top + y * width;
				out[at] = (float) (wa * a.data()[at] + wb * b.data()[at]);
			}
		}
		return a.with(out);
	}

	private static double cosine(final Latent a, final Latent b, final int channel, final int x) {
		double dot = 0;
		double aa = 0;
		double bb = 0;
		for (int y = 0; y < a.height(); y++) {
			final int at = (channel * a.height() + y) * a.width() + x;
			dot += (double) a.data()[at] * b.data()[at];
			aa += (double) a.data()[at] * a.data()[at];
			bb += (double) b.data()[at] * b.data()[at];
		}
		return dot / Math.sqrt(aa) / Math.sqrt(bb);
	}

	/**
	 * A quarter turn from a to b, value by value: for independent noises the variance stays 1 all the
	 * way, and no value depends on its neighbours.
	 *
	 * @param share 0 gives a, 1 gives b
	 */
	public static Latent pointwise(final double share, final Latent a, final Latent b) {
		final double angle = share * Math.PI / 2;
		return Latent.mix(Math.cos(angle), a, Math.sin(angle), b);
	}
}
