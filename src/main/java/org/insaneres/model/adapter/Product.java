/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/**
 * A product {@code a b} as LyCORIS keeps it, or with a core between, and {@code a} transposed then.
 */
final class Product {

	private Product() {}

	static int[] size(final Factors factors, final String a, final String b, final String core) {
		final int[] first = factors.size(a);
		final int[] second = factors.size(b);
		if (factors.has(core)) {
			return new int[]{first[1],
				second[1] * Tucker.kernel(factors, core, first[0], second[0])};
		}
		if (first[1] != second[0]) throw LowRank.ranks(first[1], second[0]);
		return new int[]{first[0], second[1]};
	}

	static Matrix read(final Factors factors, final String a, final String b, final String core) {
		final Matrix first = factors.read(a);
		final Matrix second = factors.read(b);
		return factors.has(core)
			? first.turned().times(Tucker.inner(factors, core, second))
			: first.times(second);
	}
}
