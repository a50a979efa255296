/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/**
 * The Kronecker product of a small matrix and a larger one, each whole or as a product of low rank
 * (LoKr of LyCORIS, Yeh et al. 2023). Where both are whole there is no rank, and alpha does not
 * count.
 *
 * @param scale alpha / rank, or 1
 */
record Kronecker(Factors factors, double scale) implements Change {

	static Kronecker of(final Factors factors) {
		final Kronecker change = new Kronecker(factors, scale(factors));
		change.size();
		return change;
	}

	@Override
	public int[] size() {
		final int[] first = size("lokr_w1");
		final int[] second = size("lokr_w2");
		final long rows = (long) first[0] * second[0];
		final long columns = (long) first[1] * second[1];
		if (rows * columns > Integer.MAX_VALUE - 8) throw new Misfit("its product is too large");
		return new int[]{(int) rows, (int) columns};
	}

	private int[] size(final String role) {
		return factors.has(role)
			? factors.size(role)
			: Product.size(factors, role + "_a", role + "_b", core(role));
	}

	@Override
	public Matrix read() {
		return read("lokr_w1").kronecker(read("lokr_w2")).scale(scale);
	}

	private Matrix read(final String role) {
		return factors.has(role)
			? factors.read(role)
			: Product.read(factors, role + "_a", role + "_b", core(role));
	}

	private static String core(final String role) {
		return role.replace("_w", "_t");
	}

	private static double scale(final Factors factors) {
		for (final String low : new String[]{"lokr_w2_b", "lokr_w1_b"}) {
			if (factors.has(low)) return factors.scale(factors.size(low)[0]);
		}
		return 1;
	}
}
