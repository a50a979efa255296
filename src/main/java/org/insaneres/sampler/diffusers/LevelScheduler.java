/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Arrays;

import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Sigmas;
import org.insaneres.sampler.solver.Dpm2;
import org.insaneres.sampler.solver.Dpm2Ancestral;
import org.insaneres.sampler.solver.DpmppSde;
import org.insaneres.sampler.solver.Euler;
import org.insaneres.sampler.solver.EulerAncestral;
import org.insaneres.sampler.solver.Heun;
import org.insaneres.sampler.solver.Lms;

/** The schedulers that count in noise levels, after k-diffusion. */
final class LevelScheduler implements DiffusersScheduler {

	private static final double ALMOST_ZERO = 0x1p-24;

	private final String name;
	private final Settings settings;
	private final NoiseSchedule table;

	LevelScheduler(final String name, final Settings settings) {
		this.name = name;
		this.settings = settings;
		table = settings.table(ALMOST_ZERO);
	}

	@Override
	public NoiseSchedule table() {
		return table;
	}

	@Override
	public DiffusersRun run(final int steps, final double strength) {
		final Spacing spacing = Spacing.of(settings, "linspace");
		double[] timesteps = spacing.timesteps(table.size(), steps,
			settings.whole("steps_offset", 0));
		double[] levels = Arrays.stream(timesteps).map(table::sigmaLinear).toArray();
		final boolean logarithmic = settings.text("interpolation_type", "").equals("log_linear");
		final Conversion conversion = Conversion.of(settings);
		// Continuous times are as many as levels, so that the lowest level gets a step of its own
		final boolean lowest = continuous() && conversion == Conversion.NONE;
		if (logarithmic) levels = logarithmic(steps, lowest ? steps + 1 : steps);
		if (conversion != Conversion.NONE) {
			levels = conversion.levels(settings.number("sigma_min",
				logarithmic ? table.sigmaMin() : levels[levels.length - 1]),
				settings.number("sigma_max", levels[0]), levels);
			timesteps = Arrays.stream(levels).map(table::timestep).toArray();
			if (conversion == Conversion.KARRAS && name.startsWith("KDPM2")) {
				timesteps = Spacing.rounded(timesteps);
			}
		}
		final double[] sigmas = Arrays.copyOf(levels, levels.length + 1);
		final boolean whole = logarithmic && !lowest && conversion == Conversion.NONE;
		if (whole || settings.text("final_sigmas_type", "zero").equals("sigma_min")) {
			sigmas[levels.length] = table.sigmaMin();
		}
		if (continuous()) timesteps = Arrays.stream(levels).map(l -> Math.log(l) / 4).toArray();
		final int first = Math.min(steps - Math.min((int) (steps * strength), steps), levels.length);
		final double initial = spacing == Spacing.LEADING ? Math.hypot(levels[0], 1) : levels[0];
		return new DiffusersRun(sampler(levels, first),
			Grid.of(sigmas, timesteps, table).from(first),
			Arrays.copyOfRange(timesteps, first, timesteps.length), initial);
	}

	/** The first levels of those evenly in log sigma, of which the lowest ends the last step. */
	private double[] logarithmic(final int steps, final int count) {
		return Arrays.copyOf(
			Sigmas.polyexponential(table.sigmaMin(), table.sigmaMax(), 1, steps + 1), count);
	}

	/** Whether the network is told log(sigma) / 4, as Karras et al. 2022 do. */
	private boolean continuous() {
		return settings.text("timestep_type", "").equals("continuous")
			&& settings.text("prediction_type", "").equals("v_prediction");
	}

	private Sampler sampler(final double[] levels, final int first) {
		return new Limited(named(levels, first), Limit.of(settings, false));
	}

	private Sampler named(final double[] levels, final int first) {
		switch (name.replace("Scheduler", "")) {
			case "EulerDiscrete" :
				return new Euler();
			case "EulerAncestralDiscrete" :
				return new EulerAncestral();
			case "HeunDiscrete" :
				return new Heun();
			case "KDPM2Discrete" :
				return new Dpm2();
			case "KDPM2AncestralDiscrete" :
				return new Interleaved(new Dpm2Ancestral());
			case "DPMSolverSDE" :
				return new DpmppSde();
			default :
				final double[] passed = new double[first];
				for (int k = 0; k < first; k++) {
					passed[k] = levels[first - 1 - k];
				}
				return new Lms(4, passed);
		}
	}
}
