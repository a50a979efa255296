/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.insaneres.Refusal;

/**
 * How noisy the training pictures were at each timestep: alpha, the signal's share of the variance,
 * falling with the timestep, and {@code sigma = sqrt((1 - alpha) / alpha)}.
 * <p>
 * In double throughout; the tables of other tools are in float and differ from the seventh digit
 * on.
 */
public final class NoiseSchedule {

	/** Stable Diffusion 1.x, 2.x and XL. */
	public static final NoiseSchedule STABLE_DIFFUSION = ofBetas("scaled_linear", 0.00085, 0.012,
		1000);

	private final double[] alphas;
	private final double[] sigmas;
	private final double[] logs;

	private NoiseSchedule(final double[] alphas) {
		this.alphas = alphas;
		sigmas = Arrays.stream(alphas).map(a -> Math.sqrt((1 - a) / a)).toArray();
		logs = Arrays.stream(sigmas).map(Math::log).toArray();
	}

	/**
	 * @param alphas cumulative product of 1 - beta, one for each timestep, strictly falling, within 0
	 * to 1
	 */
	public static NoiseSchedule ofAlphas(final double... alphas) {
		return new NoiseSchedule(alphas.clone());
	}

	/**
	 * @param kind beta_schedule of a scheduler_config.json: linear, scaled_linear (linear in the
	 * square root) or squaredcos_cap_v2 (Nichol and Dhariwal 2021, which needs no start and end)
	 * @param start first beta
	 * @param end last beta
	 * @param count timesteps
	 * @throws Refusal for another kind
	 */
	public static NoiseSchedule ofBetas(final String kind, final double start, final double end,
		final int count) {
		final double[] betas;
		switch (kind) {
			case "linear" :
				betas = Sigmas.linspace(start, end, count);
				break;
			case "scaled_linear" :
				betas = Arrays.stream(Sigmas.linspace(Math.sqrt(start), Math.sqrt(end), count))
					.map(b -> b * b).toArray();
				break;
			case "squaredcos_cap_v2" :
				betas = cosine(count);
				break;
			default :
				throw new Refusal("The noise schedule \"" + kind + "\" of this model is not supported;" +
					" choose a model with linear, scaled_linear or squaredcos_cap_v2.");
		}
		return ofBetas(betas);
	}

	/** @param betas one for each timestep, within 0 to 1 */
	public static NoiseSchedule ofBetas(final double... betas) {
		final double[] alphas = new double[betas.length];
		double product = 1;
		for (int t = 0; t < betas.length; t++) {
			product *= 1 - betas[t];
			alphas[t] = product;
		}
		return new NoiseSchedule(alphas);
	}

	private static double[] cosine(final int count) {
		final DoubleUnaryOperator bar = t -> Math.pow(Math.cos((t + 0.008) / 1.008 * Math.PI / 2), 2);
		final double[] betas = new double[count];
		for (int t = 0; t < count; t++) {
			betas[t] = Math.min(0.999,
				1 - bar.applyAsDouble((t + 1.0) / count) / bar.applyAsDouble((double) t / count));
		}
		return betas;
	}

	/**
	 * This schedule shifted and stretched so that the last timestep is nothing but noise while the
	 * first stays (Lin et al. 2023, rescale_betas_zero_snr).
	 *
	 * @param last the last alpha. Exactly 0 has no finite sigma; diffusers puts 2^-24 there for its
	 * samplers that count in sigmas, AUTOMATIC1111 4.8973451890853435e-08.
	 */
	public NoiseSchedule zeroTerminalSnr(final double last) {
		final int end = alphas.length - 1;
		final double first = Math.sqrt(alphas[0]);
		final double floor = Math.sqrt(alphas[end]);
		final double[] rescaled = new double[alphas.length];
		for (int t = 0; t < end; t++) {
			final double root = (Math.sqrt(alphas[t]) - floor) * (first / (first - floor));
			rescaled[t] = root * root;
		}
		rescaled[end] = last;
		return new NoiseSchedule(rescaled);
	}

	/** Timesteps of the training, usually 1000. */
	public int size() {
		return alphas.length;
	}

	/** alphas_cumprod. */
	public double alpha(final int timestep) {
		return alphas[timestep];
	}

	/** The noise level of a timestep of the table. */
	public double sigma(final int timestep) {
		return sigmas[timestep];
	}

	/** The lowest noise level of the training. */
	public double sigmaMin() {
		return sigmas[0];
	}

	/** The highest noise level of the training. */
	public double sigmaMax() {
		return sigmas[sigmas.length - 1];
	}

	/**
	 * The noise level of a fractional timestep, interpolated linearly in log sigma as k-diffusion
	 * does; timesteps outside the table count as its ends.
	 */
	public double sigma(final double timestep) {
		return Math.exp(interpolate(logs, timestep));
	}

	/** The noise level of a fractional timestep, interpolated linearly in sigma as diffusers does. */
	public double sigmaLinear(final double timestep) {
		return interpolate(sigmas, timestep);
	}

	/** log sqrt(alpha) of a fractional timestep, interpolated linearly. */
	public double logMean(final double timestep) {
		final double t = Math.max(0, Math.min(timestep, alphas.length - 1.0));
		final int low = (int) Math.min(t, alphas.length - 2.0);
		final double w = t - low;
		return 0.5 * ((1 - w) * Math.log(alphas[low]) + w * Math.log(alphas[low + 1]));
	}

	/**
	 * The fractional timestep of a noise level, the inverse of {@link #sigma(double)}; 0 and the last
	 * timestep for levels outside the table.
	 */
	public double timestep(final double sigma) {
		final double log = Math.log(sigma);
		final int found = Arrays.binarySearch(logs, log);
		if (found >= 0) return found;
		final int low = Math.max(0, Math.min(-found - 2, logs.length - 2));
		final double w = (log - logs[low]) / (logs[low + 1] - logs[low]);
		return low + Math.max(0, Math.min(w, 1));
	}

	/** The timestep of the table whose noise level is nearest in log sigma. */
	public int nearestTimestep(final double sigma) {
		final double log = Math.log(sigma);
		int best = 0;
		for (int t = 1; t < logs.length; t++) {
			if (Math.abs(log - logs[t]) < Math.abs(log - logs[best])) best = t;
		}
		return best;
	}

	private static double interpolate(final double[] table, final double timestep) {
		final double t = Math.max(0, Math.min(timestep, table.length - 1.0));
		final int low = (int) Math.min(t, table.length - 2.0);
		final double w = t - low;
		return w == 0 ? table[low] : (1 - w) * table[low] + w * table[low + 1];
	}
}
