/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.insaneres.Refusal;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.solver.Ddim;

/** The schedulers that count in whole timesteps: DDIM, DDPM and PNDM. */
final class TimestepScheduler implements DiffusersScheduler {

	/** These know a last alpha of 0. Levels need a finite sigma; a million is as good to a float. */
	private static final double ALMOST_ZERO = 1e-12;

	private final String name;
	private final Settings settings;
	private final NoiseSchedule table;

	TimestepScheduler(final String name, final Settings settings) {
		this.name = name.replace("Scheduler", "");
		this.settings = settings;
		table = settings.table(ALMOST_ZERO);
	}

	@Override
	public NoiseSchedule table() {
		return table;
	}

	@Override
	public DiffusersRun run(final int steps, final double strength) {
		final int offset = settings.whole("steps_offset", 0);
		final double[] all = Spacing.rounded(
			Spacing.of(settings, "leading").timesteps(table.size(), steps, offset));
		final double initial = Math.hypot(table.sigma((int) all[0]), 1);
		final int kept = Math.min((int) (steps * strength), steps);
		if (name.equals("PNDM")) return pndm(twice(all), steps, kept, initial);
		final double[] timesteps = Arrays.copyOfRange(all, Math.min(steps - kept, all.length),
			all.length);
		final int n = timesteps.length;
		final double[] sigmas = new double[n + 1];
		final double[] targets = new double[n];
		for (int i = 0; i < n; i++) {
			sigmas[i] = table.sigma((int) timesteps[i]);
			targets[i] = target(timesteps, i, steps);
		}
		sigmas[n] = n > 0 ? targets[n - 1] : 0;
		return new DiffusersRun(sampler(targets), Grid.of(sigmas, timesteps, table), timesteps,
			initial);
	}

	/** DDIM always goes down by the same number of timesteps, wherever the next one lies. */
	private double target(final double[] timesteps, final int i, final int steps) {
		if (name.equals("DDIM")) return below(timesteps[i] - table.size() / steps);
		return i + 1 < timesteps.length ? table.sigma((int) timesteps[i + 1]) : 0;
	}

	private double below(final double timestep) {
		if (timestep >= 0) return table.sigma((int) timestep);
		return settings.flag("set_alpha_to_one", name.equals("DDIM")) ? 0 : table.sigmaMin();
	}

	private Sampler sampler(final double[] targets) {
		final UnaryOperator<Latent> limit = Limit.of(settings, true);
		if (name.equals("DDIM")) return new Stepwise(new Ddim(0, limit), targets);
		final String variance = settings.text("variance_type", "fixed_small");
		if (!variance.startsWith("fixed_small")) {
			throw new Refusal("The variance type " + variance + " of this model's scheduler is not" +
				" supported; choose a sampler by name instead.");
		}
		return new Stepwise(new Limited(new Ddim().withEta(1), limit), targets);
	}

	/** The second timestep twice, as the first step takes two predictions. */
	private static double[] twice(final double[] all) {
		if (all.length == 1) return all;
		final double[] out = new double[all.length + 1];
		System.arraycopy(all, 0, out, 0, 2);
		System.arraycopy(all, 1, out, 2, all.length - 1);
		return out;
	}

	/** Cuts off as many entries as there are steps less, though the list is one longer. */
	private DiffusersRun pndm(final double[] list, final int steps, final int kept,
		final double initial) {
		if (!settings.flag("skip_prk_steps", false)) {
			throw new Refusal("This model's PNDM scheduler begins with Runge-Kutta steps, which are" +
				" not supported; choose a sampler by name instead.");
		}
		final double[] timesteps = kept == 0
			? new double[0]
			: Arrays.copyOfRange(list, Math.min(steps - kept, list.length), list.length);
		final int stride = table.size() / steps;
		final Pndm.Move[] moves = new Pndm.Move[timesteps.length];
		final double[] sigmas = new double[timesteps.length + 1];
		for (int i = 0; i < moves.length; i++) {
			final double t = timesteps[i];
			final double at = table.sigma((int) t);
			moves[i] = i == 1
				? new Pndm.Move(at, table.sigma((int) t + stride), at)
				: new Pndm.Move(at, at, below(t - stride));
			sigmas[i] = at;
			sigmas[i + 1] = moves[i].to();
		}
		final boolean v = settings.text("prediction_type", "epsilon").equals("v_prediction");
		return new DiffusersRun(new Pndm(moves, v ? Prediction.V : Prediction.EPSILON),
			Grid.of(sigmas, timesteps, table), timesteps, initial);
	}
}
