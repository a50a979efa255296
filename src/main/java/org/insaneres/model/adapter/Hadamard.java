/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/**
 * Two products of low rank, multiplied value by value: {@code alpha / rank * (w1_a w1_b) o (w2_a
 * w2_b)} (LoHa of LyCORIS; Hyeon-Woo et al. 2021, FedPara). With cores {@code t1} and {@code t2}
 * the first factors are kept transposed.
 *
 * @param scale alpha / rank
 */
record Hadamard(Factors factors, double scale) implements Change {

	static Hadamard of(final Factors factors) {
		final Hadamard change = new Hadamard(factors,
			factors.scale(factors.size("hada_w1_b")[0]));
		change.size();
		return change;
	}

	@Override
	public int[] size() {
		final int[] first = size("1");
		final int[] second = size("2");
		if (first[0] == second[0] && first[1] == second[1]) return first;
		throw new Misfit("its halves are for weights of different sizes");
	}

	private int[] size(final String half) {
		return Product.size(factors, "hada_w" + half + "_a", "hada_w" + half + "_b",
			"hada_t" + half);
	}

	@Override
	public Matrix read() {
		return read("1").by(read("2")).scale(scale);
	}

	private Matrix read(final String half) {
		return Product.read(factors, "hada_w" + half + "_a", "hada_w" + half + "_b",
			"hada_t" + half);
	}
}
