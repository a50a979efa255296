/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import java.util.ArrayList;
import java.util.List;

/**
 * NumPy's SeedSequence: spreads a seed and the place in a tree over a pool of words, from which
 * seeds for other generators are taken (after O'Neill's seed_seq_fe).
 */
final class SeedSequence {

	private static final int SPREAD_L = 0xca01f9dd;
	private static final int SPREAD_R = 0x4973f715;

	private final int[] pool;
	private int hash = 0x43b0d7e5;

	/**
	 * @param seed all 64 bits count
	 * @param size words of the pool
	 * @param place numbers that tell sequences of one seed apart; may be none
	 */
	SeedSequence(final long seed, final int size, final long... place) {
		pool = new int[size];
		final List<Integer> entropy = new ArrayList<>();
		addWords(entropy, seed);
		while (place.length > 0 && entropy.size() < size) {
			entropy.add(0);
		}
		for (final long number : place) {
			addWords(entropy, number);
		}
		for (int i = 0; i < size; i++) {
			pool[i] = hashed(i < entropy.size() ? entropy.get(i) : 0);
		}
		for (int from = 0; from < size; from++) {
			for (int to = 0; to < size; to++) {
				if (from != to) pool[to] = mixed(pool[to], hashed(pool[from]));
			}
		}
		for (int from = size; from < entropy.size(); from++) {
			for (int to = 0; to < size; to++) {
				pool[to] = mixed(pool[to], hashed(entropy.get(from)));
			}
		}
	}

	/** The first word that comes out, as an unsigned number. */
	long first() {
		final int constant = 0x8b51f9dd;
		return folded((pool[0] ^ constant) * (constant * 0x58f38ded)) & 0xffffffffL;
	}

	private static void addWords(final List<Integer> words, final long number) {
		words.add((int) number);
		if (number >>> 32 != 0) words.add((int) (number >>> 32));
	}

	private int hashed(final int word) {
		final int before = hash;
		hash *= 0x931e8875;
		return folded((word ^ before) * hash);
	}

	private static int mixed(final int x, final int y) {
		return folded(SPREAD_L * x - SPREAD_R * y);
	}

	private static int folded(final int x) {
		return x ^ (x >>> 16);
	}
}
