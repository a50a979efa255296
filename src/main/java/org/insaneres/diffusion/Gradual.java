/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * A strength of its own for every place (differential diffusion, Levin and Fried 2023): a place
 * keeps its original until as many steps are left as its strength allows, and joins then. In the
 * step before it has a part of its weight, so that the result follows the strength without jumps.
 *
 * @param original the clean latent of the picture
 * @param strength height x width of the latent, share of the run's steps, 0 to 1
 * @param sigmas levels of the run, from high to low
 */
record Gradual(Latent original, float[] strength, double[] sigmas) {

	/** Mixes the original into predictions of the whole latent. */
	Denoiser over(final Denoiser inner) {
		return new Denoiser() {

			@Override
			public Latent denoise(final Latent x, final double sigma) {
				return kept(original, strength, sigma).apply(inner.denoise(x, sigma));
			}

			@Override
			public Split split(final Latent x, final double sigma) {
				final Kept kept = kept(original, strength, sigma);
				final Split split = inner.split(x, sigma);
				return new Split(kept.apply(split.guided()), kept.apply(split.unguided()));
			}
		};
	}

	/** Predicts parts where nothing has joined yet by their original, without asking. */
	Windows sparing(final Windows inner) {
		final Interval all = new FinalInterval(original.width(), original.height());
		return new Sparing(inner, original, (window, sigma) -> !joined(
			Pictures.read(Pictures.wrap(strength, all), window), sigma));
	}

	private boolean joined(final float[] shares, final double sigma) {
		return Regional.any(weights(shares, sigma));
	}

	private Kept kept(final Latent clean, final float[] shares, final double sigma) {
		return new Kept(clean, weights(shares, sigma));
	}

	private float[] weights(final float[] shares, final double sigma) {
		final int steps = sigmas.length - 1;
		final double left = steps - position(sigma);
		final float[] weights = new float[shares.length];
		for (int i = 0; i < weights.length; i++) {
			weights[i] = (float) Math.min(Math.max(steps * (double) shares[i] - left + 1, 0), 1);
		}
		return weights;
	}

	/** Steps done at a level, fractions for levels between. */
	private double position(final double sigma) {
		int step = 0;
		while (step + 2 < sigmas.length && sigmas[step + 1] >= sigma * (1 - 1e-9)) {
			step++;
		}
		final double width = sigmas[step] - sigmas[step + 1];
		final double part = width > 0 ? (sigmas[step] - sigma) / width : 0;
		return step + Math.min(Math.max(part, 0), 1);
	}

	/** How much of the result counts in the end: all where a place took part for a step or more. */
	static float share(final float strength, final int steps) {
		return Math.min(1, steps * strength);
	}
}
