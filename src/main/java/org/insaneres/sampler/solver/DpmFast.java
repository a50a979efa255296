/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Sigmas;
import org.insaneres.sampler.Steps;

/**
 * DPM-Solver-fast (Lu et al. 2022): steps of order 3, evenly in log sigma, and one or two of lower
 * order, so that there are as many predictions as steps were asked for.
 * <p>
 * Of the levels only the first and the last that is not 0 count. The result is at the latter.
 *
 * @param eta share of fresh noise, 0 to 1; AUTOMATIC1111 has 1
 * @param strength factor on the fresh noise, s_noise
 */
public record DpmFast(double eta, double strength) implements Sampler {

	public DpmFast() {
		this(1, 1);
	}

	@Override
	public String name() {
		return "DPM fast";
	}

	@Override
	public Sampler withEta(final double other) {
		return new DpmFast(other, strength);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int calls = sigmas.length - 1;
		final double end = -Math.log(sigmas[calls] > 0 ? sigmas[calls] : sigmas[calls - 1]);
		final double begin = -Math.log(sigmas[0]);
		if (begin == end) return new Euler().sample(model, start, sigmas, noise, steps);
		final int n = calls / 3 + 1;
		final double[] times = Sigmas.linspace(begin, end, n + 1);
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Descent descent = Descent.of(times[i], times[i + 1], end, eta);
			final Latent e = DpmSolver.noise(model, x, times[i]);
			final Latent clean = x.plus(-Math.exp(-times[i]), e);
			x = step(new DpmSolver(x, times[i], descent.to() - times[i], e), order(i, n, calls), model);
			if (eta > 0) {
				x = x.plus(strength * descent.up(),
					noise.next(Math.exp(-times[i]), Math.exp(-times[i + 1])));
			}
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}

	private static int order(final int i, final int n, final int calls) {
		if (calls % 3 != 0) return i < n - 1 ? 3 : calls % 3;
		return i < n - 2 ? 3 : n - i;
	}

	private static Latent step(final DpmSolver solver, final int order, final Denoiser model) {
		switch (order) {
			case 1 :
				return solver.first();
			case 2 :
				return solver.second(1.0 / 2, solver.noiseAt(1.0 / 2, model));
			default :
				final Latent e1 = solver.noiseAt(1.0 / 3, model);
				return solver.third(2.0 / 3, solver.noiseAt(2.0 / 3, 1.0 / 3, e1, model));
		}
	}
}
