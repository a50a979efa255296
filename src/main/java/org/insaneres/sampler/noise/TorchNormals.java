/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

/**
 * The normal values of PyTorch's CPU generator, {@code torch.randn} after {@code manual_seed}, to
 * about a millionth: PyTorch itself differs by that between processors.
 * <p>
 * From 16 values on, blocks of 16 uniform numbers become normal ones (Box-Muller, the second eight
 * give the angles); an incomplete last block is drawn again as the last 16 values. Fewer values
 * come one by one, in double, where every second is kept for the next such draw.
 */
public final class TorchNormals implements Normals {

	private static final int BLOCK = 16;

	private final MersenneTwister bits;
	private double kept = Double.NaN;

	/** @param seed of which the low 32 bits count */
	public TorchNormals(final long seed) {
		bits = new MersenneTwister(seed);
	}

	@Override
	public float[] next(final int size) {
		final float[] out = new float[size];
		if (size < BLOCK) {
			for (int i = 0; i < size; i++) {
				out[i] = (float) single();
			}
			return out;
		}
		fillUniform(out, 0, size);
		for (int i = 0; i + BLOCK <= size; i += BLOCK) {
			transform(out, i);
		}
		if (size % BLOCK != 0) {
			fillUniform(out, size - BLOCK, size);
			transform(out, size - BLOCK);
		}
		return out;
	}

	private void fillUniform(final float[] out, final int from, final int to) {
		for (int i = from; i < to; i++) {
			out[i] = (bits.next32() & 0xffffff) * 0x1p-24f;
		}
	}

	private static void transform(final float[] values, final int from) {
		for (int i = from; i < from + BLOCK / 2; i++) {
			final double radius = Math.sqrt(-2 * Math.log(1 - (double) values[i]));
			final double angle = 2 * Math.PI * values[i + BLOCK / 2];
			values[i] = (float) (radius * Math.cos(angle));
			values[i + BLOCK / 2] = (float) (radius * Math.sin(angle));
		}
	}

	private double single() {
		if (!Double.isNaN(kept)) {
			final double value = kept;
			kept = Double.NaN;
			return value;
		}
		final double angle = 2 * Math.PI * uniform53();
		final double radius = Math.sqrt(-2 * Math.log1p(-uniform53()));
		kept = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	}

	private double uniform53() {
		final long high = bits.next32() & 0xffffffffL;
		final long low = bits.next32() & 0xffffffffL;
		return ((high << 32 | low) & ((1L << 53) - 1)) * 0x1p-53;
	}
}
