/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

/** The beta distribution, just enough of it for a noise schedule. */
final class BetaDistribution {

	private static final double TINY = 1e-300;

	private final double a;
	private final double b;
	/** log of 1 / B(a, b). */
	private final double scale;

	/** @param a, @param b shape, greater than 0 */
	BetaDistribution(final double a, final double b) {
		this.a = a;
		this.b = b;
		scale = logGamma(a + b) - logGamma(a) - logGamma(b);
	}

	/** The value below which the fraction p, 0 to 1, lies. Bisection: exact to the last bits. */
	double quantile(final double p) {
		if (p <= 0) return 0;
		if (p >= 1) return 1;
		double low = 0;
		double high = 1;
		for (int i = 0; i < 200 && low < high; i++) {
			final double mid = 0.5 * (low + high);
			if (mid == low || mid == high) break;
			if (cumulative(mid) < p) low = mid;
			else high = mid;
		}
		return 0.5 * (low + high);
	}

	/** The fraction below x: the regularised incomplete beta function. */
	double cumulative(final double x) {
		if (x <= 0) return 0;
		if (x >= 1) return 1;
		final double front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));
		return x < (a + 1) / (a + b + 2)
			? front * fraction(a, b, x) / a
			: 1 - front * fraction(b, a, 1 - x) / b;
	}

	/** The continued fraction of the incomplete beta function, by Lentz's method. */
	private static double fraction(final double a, final double b, final double x) {
		double c = 1;
		double d = 1 / apart(1 - (a + b) * x / (a + 1));
		double result = d;
		for (int m = 1; m < 1000; m++) {
			final double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
			d = 1 / apart(1 + even * d);
			c = apart(1 + even / c);
			result *= c * d;
			final double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
			d = 1 / apart(1 + odd * d);
			c = apart(1 + odd / c);
			result *= c * d;
			if (Math.abs(c * d - 1) < 1e-16) break;
		}
		return result;
	}

	private static double apart(final double x) {
		return Math.abs(x) < TINY ? TINY : x;
	}

	/** Stirling's series after shifting the argument past 15. */
	private static double logGamma(final double x) {
		double shift = 0;
		double z = x;
		while (z < 15) {
			shift += Math.log(z);
			z++;
		}
		final double r = 1 / (z * z);
		final double series = (1.0 / 12 -
			r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188))))) / z;
		return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
	}
}
