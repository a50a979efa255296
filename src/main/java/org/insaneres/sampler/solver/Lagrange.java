/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.function.DoubleUnaryOperator;

/** Integrals of the polynomial through given points. */
final class Lagrange {

	/** Positive abscissas and weights of Gauss's rule with 8 points, exact to degree 15. */
	private static final double[][] GAUSS = {{0.1834346424956498, 0.3626837833783620},
		{0.5255324099163290, 0.3137066458778873}, {0.7966664774136267, 0.2223810344533745},
		{0.9602898564975363, 0.1012285362903763}};

	private Lagrange() {}

	/**
	 * The weights w with which the values at the nodes make up the integral from a to b of the
	 * polynomial through them, times a density.
	 */
	static double[] weights(final double[] nodes, final double a, final double b,
		final DoubleUnaryOperator density) {
		final double[] weights = new double[nodes.length];
		for (int j = 0; j < nodes.length; j++) {
			for (final double[] point : GAUSS) {
				for (final int sign : new int[]{-1, 1}) {
					final double s = (a + b + sign * point[0] * (b - a)) / 2;
					weights[j] += point[1] * (b - a) / 2 * basis(nodes, j, s) *
						density.applyAsDouble(s);
				}
			}
		}
		return weights;
	}

	/** The polynomial that is 1 at node j and 0 at the others. */
	private static double basis(final double[] nodes, final int j, final double s) {
		double product = 1;
		for (int k = 0; k < nodes.length; k++) {
			if (k != j) product *= (s - nodes[k]) / (nodes[j] - nodes[k]);
		}
		return product;
	}
}
