/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.Arrays;

/** Kernels of a convolution as a small core between two matrices (Tucker decomposition). */
final class Tucker {

	private Tucker() {}

	/**
	 * @param core role of a tensor of first x second x kernel
	 * @return values in a kernel
	 */
	static int kernel(final Factors factors, final String core, final int first,
		final int second) {
		final int[] sides = {factors.side(core, 0), factors.side(core, 1)};
		if (sides[0] != first || sides[1] != second || first * second == 0) {
			throw new Misfit("its core of " + sides[0] + " x " + sides[1] + " does not lie between "
				+ first + " and " + second);
		}
		return factors.size(core)[1] / second;
	}

	/**
	 * The core times what comes in.
	 *
	 * @param in second x in
	 * @return first x (in x kernel)
	 */
	static Matrix inner(final Factors factors, final String core, final Matrix in) {
		final Matrix all = factors.read(core);
		final int kernel = all.columns() / in.rows();
		final Matrix product = new Matrix(all.rows(), in.columns() * kernel);
		final Matrix turned = in.turned();
		for (int row = 0; row < all.rows(); row++) {
			final int count = all.columns();
			final Matrix one = new Matrix(in.rows(), kernel,
				Arrays.copyOfRange(all.data(), row * count, (row + 1) * count));
			final Matrix part = turned.times(one);
			System.arraycopy(part.data(), 0, product.data(), row * product.columns(),
				product.columns());
		}
		return product;
	}
}
