/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/**
 * {@code alpha / rank * up * down}, with a core in between where convolutions are decomposed in
 * Tucker's way (Hu et al. 2021, LoRA; LoCon of LyCORIS, Yeh et al. 2023).
 *
 * @param up out x rank
 * @param down rank x (in x kernel), or rank x in with a core
 * @param mid the core, rank x rank x kernel, or null
 */
record LowRank(Factors factors, String up, String down, String mid) implements Change {

	static LowRank of(final Factors factors) {
		final LowRank change = new LowRank(factors, "up", "down", factors.has("mid") ? "mid" : null);
		change.size();
		return change;
	}

	@Override
	public int[] size() {
		final int[] out = factors.size(up);
		final int[] in = factors.size(down);
		if (mid == null) {
			if (out[1] != in[0]) throw ranks(out[1], in[0]);
			return new int[]{out[0], in[1]};
		}
		return new int[]{out[0],
			in[1] * Tucker.kernel(factors, mid, out[1], in[0])};
	}

	static Misfit ranks(final int a, final int b) {
		return new Misfit("its halves have the ranks " + a + " and " + b);
	}

	@Override
	public Matrix read() {
		final Matrix in = factors.read(down);
		final Matrix product = factors.read(up).times(mid == null
			? in
			: Tucker.inner(factors, mid, in));
		return product.scale(factors.scale(in.rows()));
	}
}
