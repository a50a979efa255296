/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.insaneres.model.SchedulerConfig;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.diffusers.DiffusersRun;
import org.insaneres.sampler.diffusers.DiffusersScheduler;

/**
 * The runs of diffusers' pipelines: its scheduler class for a sampler, made as
 * {@code from_config(model's scheduler_config.json)} makes it.
 */
final class Diffusers {

	/** Class names, and the settings that make one of it that A1111 has by its own name. */
	private static final Map<String, Habit> SAMPLERS = Map.ofEntries(
		Map.entry("Euler", new Habit("EulerDiscrete")),
		Map.entry("Euler a", new Habit("EulerAncestralDiscrete")),
		Map.entry("Heun", new Habit("HeunDiscrete")),
		Map.entry("LMS", new Habit("LMSDiscrete")),
		Map.entry("DPM2", new Habit("KDPM2Discrete")),
		Map.entry("DPM2 a", new Habit("KDPM2AncestralDiscrete")),
		Map.entry("DPM++ SDE", new Habit("DPMSolverSDE")),
		Map.entry("DPM++ 2M", new Habit("DPMSolverMultistep")),
		Map.entry("DPM++ 2M SDE",
			new Habit("DPMSolverMultistep", Map.of("algorithm_type", "sde-dpmsolver++"))),
		Map.entry("DPM++ 2M SDE Heun",
			new Habit("DPMSolverMultistep",
				Map.of("algorithm_type", "sde-dpmsolver++", "solver_type", "heun"))),
		Map.entry("UniPC", new Habit("UniPCMultistep")), Map.entry("DDIM", new Habit("DDIM")),
		Map.entry("PLMS", new Habit("PNDM", Map.of("skip_prk_steps", true))),
		Map.entry("LCM", new Habit("LCM")));

	private static final Map<Schedule, String> SCHEDULES = Map.of(Schedule.AUTOMATIC, "",
		Schedule.KARRAS, "use_karras_sigmas", Schedule.EXPONENTIAL, "use_exponential_sigmas",
		Schedule.BETA, "use_beta_sigmas");

	private record Habit(String scheduler, Map<String, ?> settings) {

		Habit(final String scheduler) {
			this(scheduler, Map.of());
		}
	}

	private Diffusers() {}

	/**
	 * @param schedule Automatic is the model's own spacing
	 * @param strength greater than 0, at most 1
	 * @return empty where diffusers has no such sampler or schedule
	 */
	static Optional<Plan> plan(final Sampler sampler, final SchedulerConfig model,
		final Schedule schedule, final int steps, final double strength) {
		final Habit habit = SAMPLERS.get(sampler.name());
		if (habit == null || !SCHEDULES.containsKey(schedule)) return Optional.empty();
		final Map<String, Object> settings = settings(model);
		settings.putAll(habit.settings);
		settings.put(SCHEDULES.get(schedule), true);
		final DiffusersRun run = DiffusersScheduler.of(habit.scheduler, settings)
			.run(steps, strength);
		return Optional.of(new Plan(run.sampler(), new Start(run.grid())));
	}

	/** The entries of scheduler_config.json that every class shares. */
	private static Map<String, Object> settings(final SchedulerConfig model) {
		final Map<String, Object> settings = new HashMap<>();
		settings.put("num_train_timesteps", model.trainSteps());
		settings.put("beta_start", model.betaStart());
		settings.put("beta_end", model.betaEnd());
		settings.put("beta_schedule", model.betaSchedule());
		settings.put("prediction_type", model.prediction());
		settings.put("timestep_spacing", model.spacing());
		settings.put("steps_offset", model.stepsOffset());
		settings.put("set_alpha_to_one", model.alphaOne());
		settings.put("rescale_betas_zero_snr", model.zeroSnr());
		settings.put("clip_sample", false);
		return settings;
	}
}
