/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.Deis;
import org.insaneres.sampler.solver.DpmMultistep;
import org.insaneres.sampler.solver.DpmSde;
import org.insaneres.sampler.solver.DpmSinglestep;
import org.insaneres.sampler.solver.Mirrored;
import org.insaneres.sampler.solver.UniPc;
import org.insaneres.sampler.solver.UniPcSpacing;
import org.insaneres.sampler.solver.UniPcVariant;

/** The solvers of higher order: DPM-Solver, UniPC and DEIS. */
final class SolverScheduler implements DiffusersScheduler {

	private static final double ALMOST_ZERO = 0x1p-24;
	private static final int FEW = 15;

	private final String name;
	private final Settings settings;
	private final NoiseSchedule table;

	SolverScheduler(final String name, final Settings settings) {
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
		double[] timesteps = timesteps(steps);
		double[] levels = Arrays.stream(timesteps).map(table::sigmaLinear).toArray();
		final Conversion conversion = Conversion.of(settings);
		if (conversion != Conversion.NONE) {
			levels = conversion.levels(settings.number("sigma_min", table.sigmaMin()),
				settings.number("sigma_max", table.sigmaMax()), new double[steps]);
			timesteps = told(levels, conversion);
		}
		final int n = levels.length;
		final double[] sigmas = Arrays.copyOf(levels, n + 1);
		sigmas[n] = last(levels, conversion);
		final int first = Math.min(steps - Math.min((int) (steps * strength), steps), n);
		return new DiffusersRun(sampler(n, first), Grid.of(sigmas, timesteps, table).from(first),
			Arrays.copyOfRange(timesteps, first, n), Math.hypot(sigmas[0], 1));
	}

	private double[] timesteps(final int steps) {
		final double lowest = settings.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
		int used = table.size();
		while (used > 1 && -Math.log(table.sigma(used - 1)) < lowest) {
			used--;
		}
		final Spacing spacing = name.equals("DPMSolverSinglestep")
			? Spacing.LINSPACE
			: Spacing.of(settings, "linspace");
		return spacing.withoutLowest(table.size(), used, steps, settings.whole("steps_offset", 0));
	}

	/** The network is told whole timesteps, for Karras's levels the nearest, else those below. */
	private double[] told(final double[] levels, final Conversion conversion) {
		final boolean nearest = (conversion == Conversion.KARRAS || conversion == Conversion.LU) &&
			!(name.equals("DPMSolverMultistep") &&
				settings.text("beta_schedule", "").equals("squaredcos_cap_v2"));
		return Arrays.stream(levels).map(table::timestep)
			.map(t -> nearest ? Math.rint(t) : Math.floor(t + 1e-6)).toArray();
	}

	private double last(final double[] levels, final Conversion conversion) {
		final boolean deis = name.equals("DEISMultistep");
		if (!deis && settings.text("final_sigmas_type", "zero").equals("zero")) return 0;
		final boolean own = deis || name.equals("UniPCMultistep");
		return own && conversion != Conversion.NONE ? levels[levels.length - 1] : table.sigmaMin();
	}

	private Sampler sampler(final int n, final int first) {
		final boolean ofNoise = name.equals("UniPCMultistep") && !settings.flag("predict_x0", true);
		return ofNoise
			? new Mirrored(named(n, first))
			: new Limited(named(n, first), Limit.thresholding(settings));
	}

	private Sampler named(final int n, final int first) {
		final int order = settings.whole("solver_order", 2);
		final boolean lowered = settings.flag("lower_order_final",
			!name.equals("DPMSolverSinglestep"));
		final int tail = lowered && n < FEW ? 2 : 0;
		switch (name) {
			case "UniPCMultistep" :
				return new UniPc(variant(), order, UniPcSpacing.TIME_UNIFORM, lowered, uncorrected(first));
			case "DEISMultistep" :
				return new Deis(order, tail);
			case "DPMSolverSinglestep" :
				return singlestep(Arrays.copyOfRange(orders(n, order, lowered), first, n));
			default :
				final int euler = settings.flag("euler_at_final", false) ? 1 : 0;
				return multistep(order, Math.max(tail, euler));
		}
	}

	private Sampler singlestep(final int[] orders) {
		final String algorithm = algorithm("dpmsolver++", "dpmsolver", "sde-dpmsolver++");
		final Sampler sampler = new DpmSinglestep(orders, midpoint(),
			algorithm.startsWith("sde") ? 1 : 0);
		return algorithm.equals("dpmsolver") ? new Mirrored(sampler) : sampler;
	}

	private Sampler multistep(final int order, final int tail) {
		final String algorithm = algorithm("dpmsolver++", "sde-dpmsolver++", "dpmsolver",
			"sde-dpmsolver");
		if (algorithm.equals("sde-dpmsolver")) return new DpmSde(order, midpoint(), tail);
		final boolean sde = algorithm.startsWith("sde");
		final Sampler sampler = new Scaled(new DpmMultistep(sde ? "DPM++ 2M SDE" : "DPM++ 2M", order,
			midpoint(), sde ? 1 : 0, 1, tail, Schedule.UNIFORM, false, sde ? -0.5 : 0.5));
		return algorithm.equals("dpmsolver") ? new Mirrored(sampler) : sampler;
	}

	/** disable_corrector counts the steps of a whole run. */
	private Set<Integer> uncorrected(final int first) {
		return settings.wholes("disable_corrector").stream().map(step -> step - first)
			.collect(Collectors.toSet());
	}

	/** Names that belong to other solvers count as bh2. */
	private UniPcVariant variant() {
		return settings.text("solver_type", "bh2").equals("bh1") ? UniPcVariant.BH1 : UniPcVariant.BH2;
	}

	private boolean midpoint() {
		return !settings.text("solver_type", "midpoint").equals("heun");
	}

	private String algorithm(final String... known) {
		final String type = settings.text("algorithm_type", "dpmsolver++");
		if (Arrays.asList(known).contains(type)) return type;
		throw new Refusal("The solver " + type + " of this model's scheduler is not supported; choose" +
			" a sampler by name instead.");
	}

	/** 1, 2, 3, 1, 2, 3 and so on, ending in first order where there is no zero to divide by. */
	private int[] orders(final int n, final int order, final boolean asked) {
		final boolean zero = settings.text("final_sigmas_type", "zero").equals("zero");
		final boolean lowered = asked || zero || n % order != 0;
		final int[] orders = new int[n];
		for (int i = 0; i < n; i++) {
			orders[i] = i % order + 1;
		}
		if (lowered && order > 1 && n % order == 0) orders[n - 1] = 1;
		if (zero) orders[n - 1] = 1;
		return orders;
	}
}
