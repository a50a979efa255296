/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Predicts a large latent window by window and fuses the predictions in every step, each weighted
 * by a Gaussian around its centre (Mixture of Diffusers, Jimenez 2023). Borders of windows never
 * become borders of the picture: the sampler sees one smooth prediction.
 */
public final class FusedDenoiser implements Denoiser {

	/** Variance of the weights along a side, in squared window sides. */
	private static final double VARIANCE = 0.01;

	private final Denoiser window;
	private final TilePlan plan;

	/**
	 * @param window predicts one window
	 * @param plan windows in latent units; all of one size
	 */
	public FusedDenoiser(final Denoiser window, final TilePlan plan) {
		this.window = window;
		this.plan = plan;
	}

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		if (plan.tiles().size() == 1) return window.denoise(x, sigma);
		final WeightedSum sum = new WeightedSum(x.channels(), x.height(), x.width());
		for (final Tile tile : plan.tiles()) {
			final Latent part = new Latent(x.channels(), tile.height(), tile.width(),
				tile.cut(x.data(), x.channels(), x.height(), x.width()));
			sum.add(tile, window.denoise(part, sigma).data(), weights(tile.width()),
				weights(tile.height()));
		}
		return x.with(sum.average());
	}

	/** A Gaussian around the middle of a side, 1 at its top, about 4e-6 at its ends. */
	private static float[] weights(final int side) {
		final float[] weights = new float[side];
		final double middle = (side - 1) / 2.0;
		for (int i = 0; i < side; i++) {
			final double d = (i - middle) / side;
			weights[i] = (float) Math.exp(-d * d / (2 * VARIANCE));
		}
		return weights;
	}
}
