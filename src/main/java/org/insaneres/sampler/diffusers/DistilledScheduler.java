/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import org.insaneres.Refusal;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.solver.Lcm;
import org.insaneres.sampler.solver.Tcd;

/**
 * The schedulers for distilled models, LCM and TCD: some of the timesteps of the distillation,
 * always as many as steps are asked for, with a lower strength from a lower part.
 */
final class DistilledScheduler implements DiffusersScheduler {

	private static final double ALMOST_ZERO = 1e-12;

	private final boolean lcm;
	private final Settings settings;
	private final NoiseSchedule table;

	DistilledScheduler(final String name, final Settings settings) {
		lcm = name.startsWith("LCM");
		this.settings = settings;
		table = settings.table(ALMOST_ZERO);
	}

	@Override
	public NoiseSchedule table() {
		return table;
	}

	/** @throws Refusal if there are fewer timesteps than steps at this strength */
	@Override
	public DiffusersRun run(final int steps, final double strength) {
		final int knots = settings.whole("original_inference_steps", lcm ? 50 : table.size());
		final int usable = (int) (knots * strength);
		if (usable < steps) {
			throw new Refusal("At strength " + strength + " a distilled model has " + usable +
				" steps, but " + steps + " were asked for; use fewer steps or more strength.");
		}
		final int stride = table.size() / knots;
		final double[] timesteps = new double[steps];
		final double[] sigmas = new double[steps + 1];
		for (int i = 0; i < steps; i++) {
			final int fromTop = (int) (i * ((double) usable / steps));
			timesteps[i] = (double) (usable - fromTop) * stride - 1;
			sigmas[i] = table.sigma((int) timesteps[i]);
		}
		sigmas[steps] = lcm ? 0 : table.sigmaMin();
		return new DiffusersRun(sampler(knots), Grid.of(sigmas, timesteps, table), timesteps,
			Math.hypot(sigmas[0], 1));
	}

	private Sampler sampler(final int knots) {
		if (!lcm) return new Tcd(table, 0.3);
		return new Limited(new Lcm(table, knots), Limit.of(settings, false));
	}
}
