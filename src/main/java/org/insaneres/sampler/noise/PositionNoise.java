/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import java.util.stream.IntStream;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;

/**
 * Noise that belongs to a place: each value depends on the seed, the number of the draw, the
 * channel and the absolute position only. Whoever computes a part of a picture gets the noise which
 * that part has in the whole, however it was cropped or tiled.
 * <p>
 * The counter of Philox is (x, y, draw, channel / 4); its four words become the normal values of
 * four channels (Box-Muller).
 */
public final class PositionNoise implements Noise {

	private static final double UNIT = 0x1p-32;

	private final long seed;
	private final int channels;
	private final int height;
	private final int width;
	private final int originX;
	private final int originY;
	private int draws;

	/**
	 * @param seed all 64 bits count
	 * @param originX absolute position of the first column, in latent pixels; may be negative
	 * @param originY absolute position of the first row
	 */
	public PositionNoise(final long seed, final int channels, final int height, final int width,
		final int originX, final int originY) {
		this.seed = seed;
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.originX = originX;
		this.originY = originY;
	}

	@Override
	public Latent next(final double sigma, final double sigmaNext) {
		final float[] out = new float[channels * height * width];
		final int draw = draws++;
		// Every value is its own function of place and draw, so threads cannot change it
		IntStream.range(0, (channels + 3) / 4).parallel().forEach(four -> fill(out, draw, four));
		return new Latent(channels, height, width, out);
	}

	/** Four channels. */
	private void fill(final float[] out, final int draw, final int four) {
		final int[] block = new int[4];
		final double[] normals = new double[4];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				block[0] = originX + x;
				block[1] = originY + y;
				block[2] = draw;
				block[3] = four;
				Philox.apply(block, seed);
				boxMuller(block, normals);
				for (int c = 4 * four, k = 0; k < 4 && c < channels; c++, k++) {
					out[(c * height + y) * width + x] = (float) normals[k];
				}
			}
		}
	}

	private static void boxMuller(final int[] bits, final double[] normals) {
		for (int k = 0; k < 4; k += 2) {
			final double u = ((bits[k] & 0xffffffffL) + 0.5) * UNIT;
			final double angle = (bits[k + 1] & 0xffffffffL) * (2 * Math.PI * UNIT);
			final double radius = Math.sqrt(-2 * Math.log(u));
			normals[k] = radius * Math.cos(angle);
			normals[k + 1] = radius * Math.sin(angle);
		}
	}
}
