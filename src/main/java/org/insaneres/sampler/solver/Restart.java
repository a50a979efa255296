/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.Sigmas;
import org.insaneres.sampler.Steps;

/**
 * Heun steps that near the end go back up to a higher level and down again (Xu et al. 2023).
 * <p>
 * As AUTOMATIC1111 has it: with 20 steps or more the given levels only say where to begin and end;
 * some of the steps are kept for restarts from about level 2 down to about 0.1, once, or from 36
 * steps on twice. With fewer steps this is {@link Heun}.
 */
public record Restart() implements Sampler {

	private static final double LOW = 0.1;
	private static final double HIGH = 2;

	@Override
	public String name() {
		return "Restart";
	}

	@Override
	public Schedule automatic() {
		return Schedule.KARRAS;
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final List<double[]> plan = plan(sigmas);
		Latent x = start;
		double level = sigmas[0];
		for (int i = 0; i < plan.size(); i++) {
			final double sigma = plan.get(i)[0];
			if (sigma > level) {
				x = x.plus(Math.sqrt(sigma * sigma - level * level), noise.next(level, sigma));
			}
			level = plan.get(i)[1];
			final Latent clean = model.denoise(x, sigma);
			x = Heun.step(model, x, clean, sigma, level);
			steps.done(i + 1, plan.size(), x, clean);
		}
		return x;
	}

	/** All steps from one level to another, restarts among them. */
	private static List<double[]> plan(final double[] given) {
		final int n = given.length - 1;
		if (n < 20) return pairs(given);
		final int times = n < 36 ? 1 : 2;
		final int length = n < 36 ? 9 : n / 4;
		final double[] sigmas = Sigmas.karras(given[n - 1], given[0], 7, n - length * times);
		final int low = nearest(sigmas, LOW);
		final int high = nearest(sigmas, HIGH);
		final List<double[]> plan = new ArrayList<>();
		for (final double[] step : pairs(sigmas)) {
			plan.add(step);
			if (step[1] == sigmas[low] && high < low) {
				final double[] again = Sigmas.karras(sigmas[low], sigmas[high], 7, length + 1);
				for (int k = 0; k < times; k++) {
					plan.addAll(pairs(again).subList(0, length));
				}
			}
		}
		return plan;
	}

	private static List<double[]> pairs(final double[] sigmas) {
		final List<double[]> pairs = new ArrayList<>();
		for (int i = 0; i + 1 < sigmas.length; i++) {
			pairs.add(new double[]{sigmas[i], sigmas[i + 1]});
		}
		return pairs;
	}

	private static int nearest(final double[] sigmas, final double level) {
		int best = 0;
		for (int i = 1; i < sigmas.length; i++) {
			if (Math.abs(sigmas[i] - level) < Math.abs(sigmas[best] - level)) best = i;
		}
		return best;
	}
}
