/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.Steps;

/**
 * The multistep solvers of DPM-Solver++ (Lu et al. 2022), deterministic and stochastic.
 * <p>
 * In {@code t = -log sigma} the flow is solved exactly but for the prediction D, which is continued
 * as a polynomial through the last predictions. With step h, {@code H = h (1 + eta)} and divided
 * differences d1, d2:
 *
 * <pre>
 * x' = exp(-H) x + (1 - exp(-H)) D + phi2 d1 - phi3 d2 + sigma' sqrt(1 - exp(-2 eta h)) n
 * phi2 = 1 - (1 - exp(-H)) / H,   phi3 = phi2 / H - 1/2
 * </pre>
 *
 * @param name display name
 * @param order predictions used, 1 to 3
 * @param midpoint in second-order steps {@code (1 - exp(-H)) / 2} takes the place of phi2
 * @param eta share of fresh noise: 0 for the ordinary, 1 for the stochastic differential equation
 * @param strength factor on the fresh noise, s_noise
 * @param tail so many of the last steps may use only as many predictions as steps remain
 * @param automatic the schedule of choice
 * @param discardsPenultimate see {@link Sampler#discardsPenultimate()}
 * @param third the constant of -phi3, by the paper 1/2; diffusers has -1/2 in the stochastic one
 */
public record DpmMultistep(String name, int order, boolean midpoint, double eta, double strength,
	int tail, Schedule automatic, boolean discardsPenultimate, double third) implements Sampler {

	/** By the paper. */
	public DpmMultistep(final String name, final int order, final boolean midpoint, final double eta,
		final double strength, final int tail, final Schedule automatic,
		final boolean discardsPenultimate) {
		this(name, order, midpoint, eta, strength, tail, automatic, discardsPenultimate, 0.5);
	}

	public static final DpmMultistep DPMPP_2M = new DpmMultistep("DPM++ 2M", 2, true, 0, 1, 0,
		Schedule.KARRAS, false);

	public static final DpmMultistep DPMPP_2M_SDE = new DpmMultistep("DPM++ 2M SDE", 2, true, 1, 1, 0,
		Schedule.EXPONENTIAL, false);

	public static final DpmMultistep DPMPP_2M_SDE_HEUN = new DpmMultistep("DPM++ 2M SDE Heun", 2,
		false, 1, 1, 0, Schedule.EXPONENTIAL, false);

	public static final DpmMultistep DPMPP_3M_SDE = new DpmMultistep("DPM++ 3M SDE", 3, false, 1, 1,
		0, Schedule.EXPONENTIAL, true);

	@Override
	public boolean brownian() {
		return eta > 0;
	}

	/** Has an effect on the stochastic ones only. */
	@Override
	public Sampler withEta(final double other) {
		return eta == 0
			? this
			: new DpmMultistep(name, order, midpoint, other, strength, tail,
				automatic, discardsPenultimate, third);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		Latent before = null;
		Latent beforeThat = null;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			final int left = n - i;
			final int use = Math.min(Math.min(order, i + 1), left <= tail ? left : order);
			if (sigmas[i + 1] == 0) {
				x = clean;
			} else if (sigmas[i + 1] != sigmas[i]) {
				final double h = Math.log(sigmas[i] / sigmas[i + 1]);
				final double hh = h * (1 + eta);
				final double phi1 = -Math.expm1(-hh);
				final double phi2 = 1 - phi1 / hh;
				Latent next;
				if (use == 1) {
					next = Latent.mix(Math.exp(-hh), x, phi1, clean);
				} else if (use == 2) {
					final double r = Math.log(sigmas[i - 1] / sigmas[i]) / h;
					final double weight = (midpoint ? phi1 / 2 : phi2) / r;
					next = Latent.mix(Math.exp(-hh), x, phi1 + weight, clean, -weight, before);
				} else {
					final double r0 = Math.log(sigmas[i - 1] / sigmas[i]) / h;
					final double r1 = Math.log(sigmas[i - 2] / sigmas[i - 1]) / h;
					final Latent slope0 = Latent.mix(1 / r0, clean, -1 / r0, before);
					final Latent slope1 = Latent.mix(1 / r1, before, -1 / r1, beforeThat);
					final Latent d1 = slope0.plus(r0 / (r0 + r1), slope0.minus(slope1));
					final Latent d2 = Latent.mix(1 / (r0 + r1), slope0, -1 / (r0 + r1), slope1);
					next = Latent.mix(Math.exp(-hh), x, phi1, clean)
						.plus(new double[]{phi2, third - phi2 / hh}, List.of(d1, d2));
				}
				if (eta > 0) {
					final double up = strength * sigmas[i + 1] * Math.sqrt(-Math.expm1(-2 * eta * h));
					next = next.plus(up, noise.next(sigmas[i], sigmas[i + 1]));
				}
				x = next;
			}
			beforeThat = before;
			before = clean;
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
