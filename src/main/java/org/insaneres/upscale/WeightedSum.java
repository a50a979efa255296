/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.stream.IntStream;

/** Averages overlapping tiles, each with separable weights. */
final class WeightedSum {

	private final int channels;
	private final int height;
	private final int width;
	private final float[] sum;
	private final float[] total;

	/** An empty sum of channels x height x width values. */
	WeightedSum(final int channels, final int height, final int width) {
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.sum = new float[channels * height * width];
		this.total = new float[height * width];
	}

	/**
	 * @param values channels x tile height x tile width
	 * @param across a weight for every column of the tile, greater than 0
	 * @param down a weight for every row of the tile, greater than 0
	 */
	void add(final Tile tile, final float[] values, final float[] across, final float[] down) {
		IntStream.range(0, channels).parallel().forEach(c -> {
			for (int j = 0; j < tile.height(); j++) {
				final int from = (c * tile.height() + j) * tile.width();
				final int to = (c * height + tile.y() + j) * width + tile.x();
				final float weight = down[j];
				for (int i = 0; i < across.length; i++) {
					sum[to + i] += weight * across[i] * values[from + i];
				}
			}
		});
		for (int j = 0; j < tile.height(); j++) {
			final int to = (tile.y() + j) * width + tile.x();
			final float weight = down[j];
			for (int i = 0; i < across.length; i++) {
				total[to + i] += weight * across[i];
			}
		}
	}

	/** The weighted mean of all tiles, channels x height x width; every place must be covered. */
	float[] average() {
		IntStream.range(0, channels).parallel().forEach(c -> {
			final int plane = c * total.length;
			for (int i = 0; i < total.length; i++) {
				sum[plane + i] /= total[i];
			}
		});
		return sum;
	}
}
