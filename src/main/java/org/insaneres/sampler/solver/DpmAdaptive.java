/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * DPM-Solver-12 and -23 with adaptive step size (Lu et al. 2022, appendix C): each step is made
 * with two orders, and repeated smaller where they differ too much.
 * <p>
 * Of the levels only the first and the last that is not 0 count; how many steps it takes, the
 * solver decides. The result is at the latter level.
 *
 * @param order 2 or 3
 * @param relative tolerance relative to x
 * @param absolute tolerance, used where greater
 * @param eta share of fresh noise, 0 to 1; AUTOMATIC1111 has 1
 * @param strength factor on the fresh noise, s_noise
 */
public record DpmAdaptive(int order, double relative, double absolute, double eta,
	double strength) implements Sampler {

	private static final double FIRST_STEP = 0.05;
	private static final double SAFETY = 0.81;

	public DpmAdaptive() {
		this(3, 0.05, 0.0078, 1, 1);
	}

	@Override
	public String name() {
		return "DPM adaptive";
	}

	@Override
	public Sampler withEta(final double other) {
		return new DpmAdaptive(order, relative, absolute, other, strength);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int last = sigmas.length - 1;
		final double end = -Math.log(sigmas[last] > 0 ? sigmas[last] : sigmas[last - 1]);
		final double begin = -Math.log(sigmas[0]);
		if (begin == end) return new Euler().sample(model, start, sigmas, noise, steps);
		Latent x = start;
		Latent previous = start;
		double t = begin;
		double h = FIRST_STEP;
		int done = 0;
		while (t < end - 1e-5) {
			final double next = Math.min(end, t + h);
			final Descent descent = Descent.of(t, next, end, eta);
			final Latent e = DpmSolver.noise(model, x, t);
			final Latent clean = x.plus(-Math.exp(-t), e);
			final Attempt attempt = attempt(new DpmSolver(x, t, descent.to() - t, e), model);
			final double factor = factor(error(attempt, previous));
			h *= factor;
			if (factor >= SAFETY) {
				previous = attempt.low;
				x = attempt.high;
				if (eta > 0) {
					x = x.plus(strength * descent.up(), noise.next(Math.exp(-t), Math.exp(-next)));
				}
				t = next;
				done++;
				steps.done(done, (int) Math.ceil(done * (end - begin) / (t - begin)), x, clean);
			}
		}
		return x;
	}

	/** The end of a step with lower and with higher order, and their difference. */
	private record Attempt(Latent low, Latent high, Latent difference) {}

	private Attempt attempt(final DpmSolver solver, final Denoiser model) {
		if (order == 2) {
			final Latent middle = solver.noiseAt(1.0 / 2, model);
			return new Attempt(solver.first(), solver.second(1.0 / 2, middle),
				solver.firstLessSecond(1.0 / 2, middle));
		}
		final Latent e1 = solver.noiseAt(1.0 / 3, model);
		final Latent e2 = solver.noiseAt(2.0 / 3, 1.0 / 3, e1, model);
		return new Attempt(solver.second(1.0 / 3, e1), solver.third(2.0 / 3, e2),
			solver.secondLessThird(1.0 / 3, e1, 2.0 / 3, e2));
	}

	/** Root mean square of the difference in units of the tolerance. */
	private double error(final Attempt attempt, final Latent previous) {
		final float[] low = attempt.low.data();
		final float[] before = previous.data();
		final float[] difference = attempt.difference.data();
		double sum = 0;
		for (int i = 0; i < low.length; i++) {
			final double size = Math.max(Math.abs(low[i]), Math.abs(before[i]));
			final double part = difference[i] / Math.max(absolute, relative * size);
			sum += part * part;
		}
		return Math.sqrt(sum / low.length);
	}

	/** By how much to change the step: an integral controller, softly limited. */
	private double factor(final double error) {
		final double wish = Math.pow(1 / (error + 1e-8), 1 / (eta > 0 ? 1.5 : order));
		return 1 + Math.atan(wish - 1);
	}
}
