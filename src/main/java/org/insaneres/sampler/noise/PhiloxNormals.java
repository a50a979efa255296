/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

/**
 * The normal values of AUTOMATIC1111's "NV" source, which are those of {@code torch.randn} on an
 * NVIDIA device for a tensor that is not too large: value i of call c is a function of (c, i).
 */
public final class PhiloxNormals implements Normals {

	private static final double UNIT = 2.3283064e-10f;
	private static final double TURN = (float) (2.3283064e-10 * 6.2831855);

	private final long seed;
	private int calls;

	/** @param seed all 64 bits count */
	public PhiloxNormals(final long seed) {
		this.seed = seed;
	}

	@Override
	public float[] next(final int size) {
		final float[] out = new float[size];
		final int[] block = new int[4];
		for (int i = 0; i < size; i++) {
			block[0] = calls;
			block[1] = 0;
			block[2] = i;
			block[3] = 0;
			Philox.apply(block, seed);
			final double u = (block[0] & 0xffffffffL) * UNIT + UNIT / 2;
			final double v = (block[1] & 0xffffffffL) * TURN + TURN / 2;
			out[i] = (float) (Math.sqrt(-2 * Math.log(u)) * Math.sin(v));
		}
		calls++;
		return out;
	}
}
