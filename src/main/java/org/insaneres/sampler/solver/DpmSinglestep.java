/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * DPM-Solver++ with single steps (Lu et al. 2022) laid over the levels of many: a step of order 2
 * or 3 starts again where the last one of order 1 did and uses the predictions made since. The
 * result is scaled for the last level, as the original is in the variance-preserving form.
 *
 * @param orders of the steps, such as 1, 2, 1, 2; lowered where there are not as many predictions
 * yet
 * @param midpoint the simpler of two formulas, else "heun"
 * @param eta share of fresh noise: 0 or 1. With noise the last weight of the third order has
 * diffusers' sign, which is not that of the paper.
 */
public record DpmSinglestep(int[] orders, boolean midpoint, double eta) implements Sampler {

	@Override
	public String name() {
		return "DPM++ 2S";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final History known = new History(3);
		Latent x = start;
		Latent anchor = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			known.add(clean);
			final int order = Math.min(orders[i], known.size());
			if (order == 1) anchor = x;
			x = sigmas[i + 1] == 0 ? clean : step(anchor, sigmas, i, order, known);
			if (eta > 0) {
				final Latent fresh = noise.next(sigmas[i], sigmas[i + 1]);
				final double ratio = sigmas[i + 1] / sigmas[i - order + 1];
				x = x.plus(sigmas[i + 1] * Math.sqrt(1 - Math.pow(ratio, 2 * eta)), fresh);
			}
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}

	private Latent step(final Latent anchor, final double[] sigmas, final int i, final int order,
		final History known) {
		final double sigma = sigmas[i - order + 1];
		final double h = Math.log(sigma / sigmas[i + 1]);
		final double hh = h * (1 + eta);
		final double phi1 = -Math.expm1(-hh);
		final Latent first = known.get(order - 1);
		final Latent base = Latent.mix(Math.exp(-hh), anchor, phi1, first);
		if (order == 1) return base;
		final double phi2 = 1 - phi1 / hh;
		final double r0 = Math.log(sigma / sigmas[i]) / h;
		final Latent whole = Latent.mix(1 / r0, known.get(0), -1 / r0, first);
		if (order == 2) return base.plus(midpoint ? phi1 / 2 : phi2, whole);
		if (midpoint) return base.plus(phi2, whole);
		final double r1 = Math.log(sigma / sigmas[i - 1]) / h;
		final Latent part = Latent.mix(1 / r1, known.get(1), -1 / r1, first);
		final Latent d1 = Latent.mix(r0 / (r0 - r1), part, -r1 / (r0 - r1), whole);
		final Latent d2 = Latent.mix(2 / (r0 - r1), whole, -2 / (r0 - r1), part);
		return Latent.mix(1, base, phi2, d1, (eta > 0 ? -0.5 : 0.5) - phi2 / hh, d2);
	}
}
