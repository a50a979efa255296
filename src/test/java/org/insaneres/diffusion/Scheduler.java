/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */

package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.solver.Ddim;
import org.insaneres.sampler.solver.Dpm2;
import org.insaneres.sampler.solver.DpmMultistep;
import org.insaneres.sampler.solver.Euler;
import org.insaneres.sampler.solver.EulerAncestral;
import org.insaneres.sampler.solver.Heun;
import org.insaneres.sampler.solver.Lcm;
import org.insaneres.sampler.solver.UniPc;
import org.insaneres.sampler.solver.UniPcSpacing;
import org.insaneres.sampler.solver.UniPcVariant;

/** What a scheduler of diffusers is here: a sampler and the levels it visits. */
final class Scheduler {

	private final Case golden;
	private final JsonNode config;
	private final String type;

	Scheduler(final Case golden) {
		this.golden = golden;
		config = golden.json().get("scheduler").get("config");
		type = golden.json().get("scheduler").get("class").textValue().replace("Scheduler", "");
	}

	NoiseSchedule table() {
		final NoiseSchedule table = NoiseSchedule.ofBetas(config.get("beta_schedule").textValue(),
			config.get("beta_start").doubleValue(), config.get("beta_end").doubleValue(), trained());
		return flag("rescale_betas_zero_snr") ? table.zeroTerminalSnr(Math.pow(2, -24)) : table;
	}

	Prediction prediction() {
		return Prediction.named(config.get("prediction_type").textValue());
	}

	Sampler sampler() {
		return switch (type) {
			case "EulerDiscrete" -> new Euler();
			case "EulerAncestralDiscrete" -> new EulerAncestral();
			case "HeunDiscrete" -> new Heun();
			case "LMSDiscrete" -> new LateLms(Goldens.doubles(golden.json().get("sigmas_all")));
			case "KDPM2Discrete" -> new Dpm2();
			case "LCM" -> new Lcm(table(), config.get("original_inference_steps").intValue());
			case "DDIM" -> new Ddim(golden.json().path("eta").asDouble(0), flag("clip_sample")
				? config.path("clip_sample_range").asDouble(1)
				: Double.POSITIVE_INFINITY);
			case "PNDM" -> new Pndm(table(), trained() / golden.steps(), calls(), last());
			case "UniPCMultistep" -> new UniPc(
				config.get("solver_type").textValue().equals("bh1") ? UniPcVariant.BH1 : UniPcVariant.BH2,
				order(), UniPcSpacing.TIME_UNIFORM, flag("lower_order_final") && golden.steps() < 15);
			case "DPMSolverMultistep" -> multistep();
			default -> throw new AssertionError("no sampler for " + type);
		};
	}

	private Sampler multistep() {
		final DpmMultistep plain = config.get("algorithm_type").textValue().startsWith("sde")
			? DpmMultistep.DPMPP_2M_SDE
			: DpmMultistep.DPMPP_2M;
		final boolean few = flag("lower_order_final") && golden.steps() < 15;
		return new DpmMultistep(plain.name(), order(),
			config.get("solver_type").textValue().equals("midpoint"), plain.eta(), plain.strength(),
			few ? order() - 1 : flag("euler_at_final") ? 1 : 0, plain.automatic(), false);
	}

	private int order() {
		return config.get("solver_order").intValue();
	}

	/** The timesteps of the calls of the network, after strength has cut the list. */
	double[] calls() {
		final double[] all = Goldens.doubles(golden.json().get("timesteps_all"));
		if (golden.text("pipeline").startsWith("lcm")) return all;
		final int order = Goldens.doubles(golden.json().path("sigmas_all")).length > golden.steps() + 1
			? 2
			: 1;
		return rest(all, order * (golden.steps() - run()));
	}

	private int run() {
		return Math.min((int) (golden.steps() * golden.number("strength")), golden.steps());
	}

	/**
	 * The levels, in stretches: where diffusers calls the end of one step by another timestep than
	 * the beginning of the next, a new stretch begins.
	 */
	List<Grid> grids() {
		final NoiseSchedule table = table();
		final double[] calls = calls();
		final double[] sigmas = Goldens.doubles(golden.json().path("sigmas_all"));
		if (sigmas.length > 0) {
			final double[] levels = DoubleStream.of(sigmas).distinct().toArray();
			final double[] timesteps = sigmas.length > golden.steps() + 1 ? ofSteps(calls) : calls;
			return List.of(
				Grid.of(rest(levels, levels.length - 1 - timesteps.length), timesteps, table));
		}
		if (!type.equals("DDIM")) {
			final double[] levels = new double[calls.length + 1];
			for (int i = 0; i < calls.length; i++) {
				levels[i] = table.sigma((int) calls[i]);
			}
			return List.of(Grid.of(levels, calls, table));
		}
		final List<Grid> grids = new ArrayList<>();
		final int stride = trained() / golden.steps();
		int from = 0;
		for (int i = 0; i < calls.length; i++) {
			final int next = (int) calls[i] - stride;
			if (i + 1 < calls.length && calls[i + 1] == next) continue;
			final double[] levels = new double[i - from + 2];
			for (int k = from; k <= i; k++) {
				levels[k - from] = table.sigma((int) calls[k]);
			}
			levels[i - from + 1] = next >= 0 ? table.sigma(next) : last();
			grids.add(Grid.of(levels, rest(calls, from), table));
			from = i + 1;
		}
		return grids;
	}

	/** The level below the first timestep. */
	private double last() {
		return flag("set_alpha_to_one") ? 0 : table().sigma(0);
	}

	/** Whether latents of diffusers are in the variance-preserving form. */
	boolean preserving() {
		return !type.endsWith("Discrete");
	}

	/** What the start noise is multiplied with where there is no picture, at a level. */
	double pure(final double sigma) {
		return preserving() || config.get("timestep_spacing").textValue().equals("leading")
			? Math.sqrt(sigma * sigma + 1)
			: sigma;
	}

	private int trained() {
		return config.get("num_train_timesteps").intValue();
	}

	private boolean flag(final String name) {
		return config.path(name).asBoolean(false);
	}

	/** Every other one: the timesteps of whole steps. */
	private static double[] ofSteps(final double[] calls) {
		final double[] out = new double[(calls.length + 1) / 2];
		for (int i = 0; i < out.length; i++) {
			out[i] = calls[2 * i];
		}
		return out;
	}

	private static double[] rest(final double[] all, final int from) {
		assertTrue(from >= 0 && from <= all.length, "no step " + from + " of " + all.length);
		return Arrays.copyOfRange(all, from, all.length);
	}
}
