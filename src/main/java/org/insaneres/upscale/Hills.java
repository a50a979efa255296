/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

/**
 * How much each place of a fused tile counts: a Gaussian around its middle, 1 at its top, about
 * 4e-6 at edges that lie inside of the picture, where the network sees nothing beyond. Edges of the
 * picture itself count fully: where two tiles nearly coincide, the one that reaches to there knows
 * more than the one that ends just before.
 *
 * @param width of the whole latent
 * @param height of the whole latent
 */
record Hills(int width, int height) {

	/** Variance along a side, in squared sides (Mixture of Diffusers, Jimenez 2023). */
	private static final double VARIANCE = 0.01;

	/**
	 * A weight for every column of a part of a tile.
	 *
	 * @param tile at its place in the whole latent
	 * @param part of it, too
	 */
	float[] across(final Tile tile, final Tile part) {
		return weights(tile.x(), tile.width(), width, part.x(), part.width());
	}

	/** A weight for every row of a part of a tile. */
	float[] down(final Tile tile, final Tile part) {
		return weights(tile.y(), tile.height(), height, part.y(), part.height());
	}

	private static float[] weights(final int begin, final int side, final int whole,
		final int from, final int count) {
		final float[] weights = new float[count];
		final double middle = begin + (side - 1) / 2.0;
		for (int i = 0; i < count; i++) {
			final double d = (from + i - middle) / side;
			final boolean open = d < 0 ? begin == 0 : begin + side == whole;
			weights[i] = open ? 1 : (float) Math.exp(-d * d / (2 * VARIANCE));
		}
		return weights;
	}
}
