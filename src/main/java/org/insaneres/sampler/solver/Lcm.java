/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.Sigmas;
import org.insaneres.sampler.Steps;

/**
 * Multistep consistency sampling for latent consistency models (Luo et al. 2023): predict the clean
 * latent, add noise of the next level, repeat. For models distilled to 1 to 8 steps.
 * <p>
 * The prediction is {@code c_skip x_vp + c_out D}, {@code c_skip = 0.25 / (s^2 + 0.25)},
 * {@code c_out = s / sqrt(s^2 + 0.25)} with s ten times the timestep.
 *
 * @param table the levels the model was trained on
 * @param knots how many of them the distillation used, evenly, from the noisy end; 50 by custom
 */
public record Lcm(NoiseSchedule table, int knots) implements Sampler {

	public Lcm() {
		this(NoiseSchedule.STABLE_DIFFUSION, 50);
	}

	@Override
	public String name() {
		return "LCM";
	}

	/**
	 * AUTOMATIC1111's: schedules work within the levels of the distillation, and the network is told
	 * the nearest of these. Automatic is evenly in their number.
	 */
	@Override
	public Grid grid(final NoiseSchedule model, final Schedule schedule, final int steps) {
		final int stride = model.size() / knots;
		final double[] alphas = new double[knots];
		for (int i = 0; i < knots; i++) {
			alphas[knots - 1 - i] = model.alpha(model.size() - 1 - i * stride);
		}
		final NoiseSchedule few = NoiseSchedule.ofAlphas(alphas);
		final Schedule chosen = schedule == Schedule.AUTOMATIC ? automatic() : schedule;
		final double[] sigmas = chosen == Schedule.UNIFORM
			? Sigmas.uniform(few, few.sigmaMin(), few.sigmaMax(), steps)
			: chosen.sigmas(model, few.sigmaMin(), few.sigmaMax(), steps);
		return new Grid(sigmas, sigma -> few.nearestTimestep(sigma) * stride + stride - 1);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = consistent(x, model.denoise(x, sigmas[i]), sigmas[i]);
			x = sigmas[i + 1] > 0
				? clean.plus(sigmas[i + 1], noise.next(sigmas[i], sigmas[i + 1]))
				: clean;
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}

	private Latent consistent(final Latent x, final Latent clean, final double sigma) {
		final double s = 10 * table.timestep(sigma);
		final double skip = 0.25 / (s * s + 0.25);
		final double out = s / Math.sqrt(s * s + 0.25);
		return Latent.mix(skip * Prediction.inputScale(sigma), x, out, clean);
	}
}
