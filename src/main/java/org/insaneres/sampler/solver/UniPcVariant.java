/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

/**
 * Where UniPC's weights come from. All solve {@code sum_m r_m^k w_m = (k + 1)! phi_(k+2)(-h)}, so
 * that polynomials are integrated exactly, but treat single weights differently.
 */
public enum UniPcVariant {
	/** A single weight is -h / 2. */
	BH1 {

		@Override
		double single(final double h) {
			return -h / 2;
		}
	},
	/** A single weight is (exp(-h) - 1) / 2. */
	BH2 {

		@Override
		double single(final double h) {
			return Math.expm1(-h) / 2;
		}
	},
	/**
	 * Every weight is solved for; in the corrector the highest term is left out for the old
	 * differences, and the new one takes the place of the term before, as the authors' code has it.
	 */
	VARY_COEFF {

		@Override
		double single(final double h) {
			return phi(h, 1)[0];
		}

		@Override
		double[] corrector(final double[] ratios, final double h) {
			final int n = ratios.length;
			if (n == 1) return super.corrector(ratios, h);
			final double[] phi = phi(h, n);
			final double[] weights = new double[n];
			for (int m = 0; m < n; m++) {
				final double[] left = solve(ratios, n, unit(n, m), true);
				if (m == n - 1) {
					weights[m] = phi[n - 1] / factorial(n) * left[n - 2] * factorial(n - 1);
				} else {
					for (int k = 0; k < n - 1; k++) {
						weights[m] += phi[k] * left[k];
					}
				}
			}
			return weights;
		}
	};

	/** The weight where there is only one difference. */
	abstract double single(double h);

	/** @param ratios of the older differences and 1 */
	double[] predictor(final double[] ratios, final double h) {
		final int n = ratios.length - 1;
		if (n == 0) return new double[0];
		return n == 1 ? new double[]{single(h)} : solve(ratios, n, phi(h, n), false);
	}

	/** @param ratios of the older differences and 1 for the new one */
	double[] corrector(final double[] ratios, final double h) {
		final int n = ratios.length;
		return n == 1 ? new double[]{single(h)} : solve(ratios, n, phi(h, n), false);
	}

	/** (k + 1)! phi_(k+2)(-h) times -h, for k from 0: 1! (expm1(-h) / -h - 1) and so on. */
	static double[] phi(final double h, final int n) {
		final double[] out = new double[n];
		double phi = Math.expm1(-h);
		for (int k = 0; k < n; k++) {
			phi = phi / -h - 1 / factorial(k + 1);
			out[k] = phi * factorial(k + 1);
		}
		return out;
	}

	private static double factorial(final int n) {
		return n < 2 ? 1 : n * factorial(n - 1);
	}

	private static double[] unit(final int n, final int one) {
		final double[] out = new double[n];
		out[one] = 1;
		return out;
	}

	/**
	 * Solves {@code sum_m r_m^k w_m = b_k}, or with columns for rows {@code sum_k r_m^k w_k = b_m}.
	 */
	private static double[] solve(final double[] ratios, final int n, final double[] b,
		final boolean transposed) {
		final double[][] rows = new double[n][n + 1];
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				rows[i][j] = transposed ? Math.pow(ratios[i], j) : Math.pow(ratios[j], i);
			}
			rows[i][n] = b[i];
		}
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				if (j == i) continue;
				final double factor = rows[j][i] / rows[i][i];
				for (int k = i; k <= n; k++) {
					rows[j][k] -= factor * rows[i][k];
				}
			}
		}
		final double[] out = new double[n];
		for (int i = 0; i < n; i++) {
			out[i] = rows[i][n] / rows[i][i];
		}
		return out;
	}
}
