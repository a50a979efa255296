/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

/** Philox4x32-10, a random function of a counter and a key (Salmon et al. 2011). */
final class Philox {

	private static final long M0 = 0xD2511F53L;
	private static final long M1 = 0xCD9E8D57L;
	private static final int W0 = 0x9E3779B9;
	private static final int W1 = 0xBB67AE85;
	private static final int ROUNDS = 10;

	private Philox() {}

	/**
	 * Replaces the counter by its random value.
	 *
	 * @param block counter in, random bits out, four words
	 * @param key 64 bits
	 */
	static void apply(final int[] block, final long key) {
		int c0 = block[0];
		int c1 = block[1];
		int c2 = block[2];
		int c3 = block[3];
		int k0 = (int) key;
		int k1 = (int) (key >>> 32);
		for (int i = 0; i < ROUNDS; i++) {
			final long p0 = M0 * (c0 & 0xffffffffL);
			final long p1 = M1 * (c2 & 0xffffffffL);
			c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
			c1 = (int) p1;
			c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
			c3 = (int) p0;
			k0 += W0;
			k1 += W1;
		}
		block[0] = c0;
		block[1] = c1;
		block[2] = c2;
		block[3] = c3;
	}
}
