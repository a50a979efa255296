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
			final double radius = Math.sqrt(-2 * Math.log(u));
			// Of the turn that the bits are, whole quarters and -1/8 to 1/8 beyond
			final int quarters = bits[k + 1] + (1 << 29) >>> 30;
			final double rest = (bits[k + 1] - (quarters << 30)) * (2 * Math.PI * UNIT);
			final double cosine = cosine(rest * rest);
			final double sine = sine(rest);
			final double across = (quarters & 1) == 0 ? cosine : -sine;
			final double up = (quarters & 1) == 0 ? sine : cosine;
			normals[k] = quarters < 2 ? radius * across : -radius * across;
			normals[k + 1] = quarters < 2 ? radius * up : -radius * up;
		}
	}

	/** For an eighth of a turn to either side, with the polynomial of fdlibm. */
	private static double sine(final double x) {
		final double z = x * x;
		return x + x * z * (-1.66666666666666324348e-01 + z * (8.33333333332248946124e-03
			+ z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06
				+ z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))));
	}

	/** The same for the cosine of a number whose square is given. */
	private static double cosine(final double z) {
		return 1 - z / 2 + z * z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03
			+ z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07
				+ z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
	}
}
