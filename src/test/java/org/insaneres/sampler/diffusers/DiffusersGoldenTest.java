/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import static org.insaneres.sampler.Goldens.assertClose;
import static org.insaneres.sampler.Goldens.doubles;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.solver.Trace;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Timesteps, levels and every step of diffusers' schedulers. */
class DiffusersGoldenTest {

	private static final double EXACT = 1e-11;
	private static final double SINGLE = 5e-5;
	private static final List<String> COUNT_IN_LEVELS = List.of("EulerDiscrete",
		"EulerAncestralDiscrete", "HeunDiscrete", "LMSDiscrete", "KDPM2Discrete",
		"KDPM2AncestralDiscrete", "DPMSolverSDE");

	private final JsonNode schedules = Goldens.read("schedules.json");

	@TestFactory
	Stream<DynamicTest> grids() {
		return Goldens.each(schedules.get("diffusers"), DiffusersGoldenTest::title, golden -> {
			final DiffusersRun run = scheduler(golden).run(golden.get("n").intValue(), 1);
			final boolean twice = golden.get("scheduler").textValue().equals("HeunDiscrete");
			final double[] timesteps = twice ? twice(run.timesteps(), run.steps()) : run.timesteps();
			final double[] expected = doubles(golden.get("timesteps"));
			assertArrayEquals(expected, timesteps, tolerance(golden), "timesteps");
			if (!golden.has("sigmas")) return;
			final double[] sigmas = twice
				? twice(run.grid().sigmas(), run.steps())
				: run.grid().sigmas();
			assertClose(doubles(golden.get("sigmas")), sigmas, EXACT, "sigmas");
			assertClose(doubles(golden.get("sigmas_f32")), sigmas, SINGLE, "sigmas as float");
			final double initial = golden.get("init_noise_sigma").doubleValue();
			assertEquals(initial, initial(golden, run), EXACT * initial, "initial");
		});
	}

	/** Whole timesteps cut off from fractional ones depend on the last bits. */
	private static double tolerance(final JsonNode golden) {
		final JsonNode config = golden.get("config");
		final boolean cut = !COUNT_IN_LEVELS.contains(golden.get("scheduler").textValue()) &&
			(config.path("use_exponential_sigmas").asBoolean() ||
				config.path("use_beta_sigmas").asBoolean());
		return cut ? 1 : 1e-8;
	}

	@TestFactory
	Stream<DynamicTest> lcmTimesteps() {
		return Goldens.each(schedules.get("lcm"), g -> g.get("n") + " at " + g.get("strength"),
			golden -> {
				final DiffusersScheduler lcm = DiffusersScheduler.of("LCMScheduler",
					Map.of("original_inference_steps", golden.get("original_steps").intValue()));
				assertArrayEquals(doubles(golden.get("timesteps")),
					lcm.run(golden.get("n").intValue(), golden.get("strength").doubleValue())
						.timesteps());
			});
	}

	@TestFactory
	Stream<DynamicTest> starts() {
		return Goldens.each(Goldens.read("strength.json").get("cases"),
			g -> g.get("steps") + " at " + g.get("strength"), golden -> {
				for (final String spacing : List.of("leading", "linspace", "trailing")) {
					final DiffusersRun run = DiffusersScheduler
						.of("EulerDiscrete", Map.of("timestep_spacing", spacing, "steps_offset", 1))
						.run(golden.get("steps").intValue(), golden.get("strength").doubleValue());
					final JsonNode expected = golden.get("diffusers");
					assertEquals(expected.get("calls").intValue(), run.steps(), spacing);
					final JsonNode start = expected.get("start_" + spacing);
					if (start.isNull()) assertEquals(0, run.steps(), spacing);
					else assertEquals(start.doubleValue(), run.timesteps()[0], 1e-8, spacing);
				}
			});
	}

	@TestFactory
	Stream<DynamicTest> steps() {
		final JsonNode samplers = Goldens.read("samplers.json").get("diffusers");
		return Goldens.each(samplers, DiffusersGoldenTest::title, golden -> {
			final DiffusersRun run = scheduler(golden).run(golden.get("steps").intValue(),
				golden.get("strength").asDouble(1));
			final Sampler sampler = golden.has("eta")
				? run.sampler().withEta(golden.get("eta").doubleValue())
				: run.sampler();
			final boolean levels = countsInLevels(golden);
			final double[] sigmas = run.grid().sigmas();
			final Trace trace = new Trace(golden, run.grid().timestep()).run(sampler,
				levels ? 1 : 1 / Prediction.inputScale(sigmas[0]), sigmas);
			// The middle of a step of KDPM2Ancestral is its end, by another interpolation of the timestep
			final boolean twoWays = golden.get("scheduler").textValue().startsWith("KDPM2Anc");
			assertArrayEquals(doubles(golden.get("timesteps")),
				trace.timesteps.stream().mapToDouble(t -> t).toArray(), twoWays ? 1e-3 : 1e-6,
				"timesteps");
			final List<Latent> after = new ArrayList<>();
			for (int i = 1; i < trace.seen.size(); i++) {
				after.add(levels
					? trace.seen.get(i)
					: trace.seen.get(i).times(Prediction.inputScale(trace.levels.get(i))));
			}
			after.add(trace.result);
			Trace.check(golden.get("x"), after, stepTolerance(golden), "x after step");
		});
	}

	/** Single precision shows at the lowest level with Heun and at the highest with zero SNR. */
	private static double stepTolerance(final JsonNode golden) {
		final String name = golden.get("scheduler").textValue();
		final boolean zero = golden.get("config").path("rescale_betas_zero_snr").asBoolean();
		return name.equals("HeunDiscrete") || name.equals("EulerDiscrete") && zero ? 2e-3 : 2e-4;
	}

	private static String title(final JsonNode golden) {
		return golden.get("scheduler").textValue() + " " + golden.get("config") + " " +
			golden.path("n") + golden.path("steps") + " " + golden.path("strength") +
			golden.path("prediction");
	}

	private static boolean countsInLevels(final JsonNode golden) {
		return COUNT_IN_LEVELS.contains(golden.get("scheduler").textValue());
	}

	/** init_noise_sigma: 1 where the noise is meant for the variance-preserving form. */
	private static double initial(final JsonNode golden, final DiffusersRun run) {
		return countsInLevels(golden)
			? run.initial()
			: run.initial() * Prediction.inputScale(run.grid().sigmas()[0]);
	}

	private DiffusersScheduler scheduler(final JsonNode golden) {
		final JsonNode betas = schedules.get("betas");
		final Map<String, Object> config = new ObjectMapper().convertValue(golden.get("config"),
			new TypeReference<Map<String, Object>>() {
			});
		config.put("beta_schedule", betas.get("schedule").textValue());
		config.put("beta_start", betas.get("start").doubleValue());
		config.put("beta_end", betas.get("end").doubleValue());
		config.put("num_train_timesteps", betas.get("train_steps").intValue());
		if (golden.has("prediction")) {
			config.put("prediction_type",
				golden.get("prediction").textValue().equals("v") ? "v_prediction" : "epsilon");
		}
		return DiffusersScheduler.of(golden.get("scheduler").textValue(), config);
	}

	/** The list with all entries but the first (and one beyond n) doubled, for two predictions. */
	private static double[] twice(final double[] list, final int n) {
		final List<Double> out = new ArrayList<>();
		for (int i = 0; i < list.length; i++) {
			out.add(list[i]);
			if (i > 0 && i < n) out.add(list[i]);
		}
		return out.stream().mapToDouble(v -> v).toArray();
	}
}
