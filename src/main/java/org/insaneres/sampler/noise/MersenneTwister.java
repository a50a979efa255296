/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

/** MT19937, Matsumoto and Nishimura 1998, seeded by one 32-bit number. */
final class MersenneTwister {

	private static final int N = 624;
	private static final int M = 397;

	private final int[] state = new int[N];
	private int next = N;

	/** @param seed of which the low 32 bits count */
	MersenneTwister(final long seed) {
		state[0] = (int) seed;
		for (int i = 1; i < N; i++) {
			state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
		}
	}

	/** The next 32 random bits. */
	int next32() {
		if (next == N) refill();
		int y = state[next++];
		y ^= y >>> 11;
		y ^= (y << 7) & 0x9d2c5680;
		y ^= (y << 15) & 0xefc60000;
		return y ^ (y >>> 18);
	}

	private void refill() {
		for (int i = 0; i < N; i++) {
			final int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
			state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
		}
		next = 0;
	}
}
