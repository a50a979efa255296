/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/**
 * {@code alpha / rank * up * down}, with a core in between where convolutions are decomposed in
 * Tucker's way (Hu et al. 2021, LoRA; LoCon of LyCORIS, Yeh et al. 2023).
 *
 * @param factors up, out x rank; down, rank x (in x kernel), or rank x in with a core; mid, the
 * core, rank x rank x kernel
 * @param scale alpha / rank
 */
record LowRank(Factors factors, double scale) implements Change {

	private static final String UP = "up";
	private static final String DOWN = "down";
	private static final String MID = "mid";

	static LowRank of(final Factors factors) {
		final LowRank change = new LowRank(factors, factors.scale(factors.size(DOWN)[0]));
		change.size();
		return change;
	}

	@Override
	public int[] size() {
		final int[] out = factors.size(UP);
		final int[] in = factors.size(DOWN);
		if (factors.has(MID)) {
			return new int[]{out[0], in[1] * Tucker.kernel(factors, MID, out[1], in[0])};
		}
		if (out[1] != in[0]) throw ranks(out[1], in[0]);
		return new int[]{out[0], in[1]};
	}

	static Misfit ranks(final int a, final int b) {
		return new Misfit("its halves have the ranks " + a + " and " + b);
	}

	@Override
	public Matrix read() {
		final Matrix in = factors.read(DOWN);
		return factors.read(UP).times(factors.has(MID) ? Tucker.inner(factors, MID, in) : in)
			.scale(scale);
	}
}
