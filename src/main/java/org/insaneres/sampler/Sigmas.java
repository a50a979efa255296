/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The formulas behind {@link Schedule}: n noise levels from high to low, and mostly a final 0.
 * <p>
 * Most take the range as max and min and fill it in both ends; a single step (n = 1) starts at max.
 */
public final class Sigmas {

	private Sigmas() {}

	/** Karras et al. 2022, equation 5: evenly in {@code sigma^(1/rho)}; rho is 7 by custom. */
	public static double[] karras(final double min, final double max, final double rho, final int n) {
		final double top = Math.pow(max, 1 / rho);
		final double bottom = Math.pow(min, 1 / rho);
		return withZero(linspace(0, 1, n), r -> Math.pow(top + r * (bottom - top), rho));
	}

	/** Evenly in log sigma where rho is 1; a greater rho spends more steps on low noise. */
	public static double[] polyexponential(final double min, final double max, final double rho,
		final int n) {
		final double span = Math.log(max) - Math.log(min);
		return withZero(linspace(1, 0, n),
			r -> Math.exp(Math.pow(r, rho) * span + Math.log(min)));
	}

	/** Evenly in the timestep, both ends of the range included. */
	public static double[] uniform(final NoiseSchedule table, final double min, final double max,
		final int n) {
		return withZero(linspace(table.timestep(max), table.timestep(min), n), table::sigma);
	}

	/** Evenly in the timestep, the low end of the range left out, as Stability's sgm does. */
	public static double[] sgmUniform(final NoiseSchedule table, final double min, final double max,
		final int n) {
		final double[] timesteps = linspace(table.timestep(max), table.timestep(min), n + 1);
		return withZero(Arrays.copyOf(timesteps, n), table::sigma);
	}

	/** Every so many entries of the table, counted from its noisy end (ComfyUI). */
	public static double[] simple(final NoiseSchedule table, final int n) {
		final double stride = (double) table.size() / n;
		return withZero(linspace(0, n - 1.0, n),
			i -> table.sigma(table.size() - 1 - (int) (Math.rint(i) * stride)));
	}

	/**
	 * Every so many whole entries of the table, counted from its clean end (ComfyUI). Where n does
	 * not divide the table there can be more levels than asked for.
	 */
	public static double[] ddim(final NoiseSchedule table, final int n) {
		final int stride = Math.max(1, table.size() / n);
		final int count = (table.size() - 2) / stride + 1;
		return withZero(linspace(count - 1.0, 0, count),
			i -> table.sigma(1 + (int) Math.rint(i) * stride));
	}

	/**
	 * Sabour et al. 2024, theorem 3.1: evenly in arctan sigma. As AUTOMATIC1111 has it: n + 1 levels
	 * down to min and no zero.
	 */
	public static double[] klOptimal(final double min, final double max, final int n) {
		return Arrays.stream(linspace(0, 1, n + 1)).map(
			r -> Math.tan(r * Math.atan(min) + (1 - r) * Math.atan(max))).toArray();
	}

	/** The same as ComfyUI has it: n levels down to min, then zero; n = 1 starts at max. */
	public static double[] klOptimalComfy(final double min, final double max, final int n) {
		return withZero(linspace(0, 1, n),
			r -> Math.tan(r * Math.atan(min) + (1 - r) * Math.atan(max)));
	}

	/**
	 * A handful of good levels resampled to n, linearly in log sigma; n = 1 starts at the last.
	 *
	 * @param knots from high to low
	 */
	public static double[] resampled(final double[] knots, final int n) {
		final double[] logs = Arrays.stream(knots).map(Math::log).toArray();
		return withZero(n == 1 ? new double[]{1} : linspace(0, 1, n), r -> {
			final double place = r * (logs.length - 1);
			final int low = (int) Math.min(place, logs.length - 2.0);
			return Math.exp(logs[low] + (place - low) * (logs[low + 1] - logs[low]));
		});
	}

	/**
	 * Levels whose place in the range follows a beta distribution (Lee et al. 2024), as AUTOMATIC1111
	 * has it: straight in sigma.
	 */
	public static double[] beta(final double min, final double max, final double a, final double b,
		final int n) {
		final BetaDistribution beta = new BetaDistribution(a, b);
		return withZero(linspace(1, 0, n), p -> min + beta.quantile(p) * (max - min));
	}

	/** The same as ComfyUI has it: in the timestep, duplicates left out. */
	public static double[] betaComfy(final NoiseSchedule table, final double a, final double b,
		final int n) {
		final BetaDistribution beta = new BetaDistribution(a, b);
		final double[] places = Arrays.copyOf(linspace(1, 0, n + 1), n);
		final double[] timesteps = Arrays.stream(places)
			.map(p -> Math.rint(beta.quantile(p) * (table.size() - 1))).distinct().toArray();
		return withZero(timesteps, t -> table.sigma((int) t));
	}

	/** Leaves out the last level but one. */
	public static double[] withoutPenultimate(final double[] sigmas) {
		final double[] out = Arrays.copyOf(sigmas, sigmas.length - 1);
		out[out.length - 1] = sigmas[sigmas.length - 1];
		return out;
	}

	/** n numbers in equal steps, both ends included; n = 1 gives the first end. */
	public static double[] linspace(final double from, final double to, final int n) {
		final double[] out = new double[n];
		final double step = n > 1 ? (to - from) / (n - 1) : 0;
		for (int i = 0; i < n; i++) {
			out[i] = i < n - 1 || n == 1 ? from + i * step : to;
		}
		return out;
	}

	private static double[] withZero(final double[] places, final DoubleUnaryOperator level) {
		final double[] out = new double[places.length + 1];
		for (int i = 0; i < places.length; i++) {
			out[i] = level.applyAsDouble(places[i]);
		}
		return out;
	}
}
