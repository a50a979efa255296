/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.SchedulerConfig;
import org.insaneres.sampler.NoiseSchedule;
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
		Map.entry("DPM++ 2M",
			new Habit("DPMSolverMultistep", Map.of("algorithm_type", "dpmsolver++"))),
		Map.entry("DPM++ 2M SDE",
			new Habit("DPMSolverMultistep", Map.of("algorithm_type", "sde-dpmsolver++"))),
		Map.entry("DPM++ 2M SDE Heun",
			new Habit("DPMSolverMultistep",
				Map.of("algorithm_type", "sde-dpmsolver++", "solver_type", "heun"))),
		Map.entry("DPM++ 3M SDE",
			new Habit("DPMSolverMultistep",
				Map.of("algorithm_type", "sde-dpmsolver++", "solver_order", 3))),
		Map.entry("UniPC", new Habit("UniPCMultistep")), Map.entry("DDIM", new Habit("DDIM")),
		Map.entry("PLMS", new Habit("PNDM", Map.of("skip_prk_steps", true))),
		Map.entry("LCM", new Habit("LCM")));

	private static final Map<Schedule, String> SCHEDULES = Map.of(Schedule.AUTOMATIC, "",
		Schedule.KARRAS, "use_karras_sigmas", Schedule.EXPONENTIAL, "use_exponential_sigmas",
		Schedule.BETA, "use_beta_sigmas");

	/** The families whose pipelines distrust old files. */
	private static final Set<Family> OLD = EnumSet.of(Family.SD1, Family.SD2);
	private static final Map<String, ?> CORRECTED = Map.of("steps_offset", 1, "clip_sample", false,
		"skip_prk_steps", true);

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
	static Optional<Plan> plan(final Sampler sampler, final DiffusionModel model,
		final Schedule schedule, final int steps, final double strength) {
		final Habit habit = SAMPLERS.get(sampler.name());
		if (habit == null || !SCHEDULES.containsKey(schedule)) return Optional.empty();
		final Map<String, Object> settings = settings(model);
		settings.putAll(habit.settings);
		if (schedule != Schedule.AUTOMATIC) {
			SCHEDULES.forEach((other, key) -> settings.put(key, other == schedule));
		}
		final DiffusersRun run = DiffusersScheduler.of(habit.scheduler, settings)
			.run(steps, strength);
		final Start start = new Start(run.grid());
		return Optional.of(
			new Plan(run.sampler(), strength < 1 ? start : start.alone(run.initial())));
	}

	/** What from_config takes over from the model's file, and what the pipelines then correct. */
	private static Map<String, Object> settings(final DiffusionModel model) {
		final SchedulerConfig file = model.scheduler();
		final Map<String, Object> settings = new HashMap<>(file.further());
		settings.put("num_train_timesteps", file.trainSteps());
		settings.put("beta_start", file.betaStart());
		settings.put("beta_end", file.betaEnd());
		settings.put("beta_schedule", file.betaSchedule());
		if (!file.betas().isEmpty()) settings.put("trained_betas", file.betas());
		settings.put("prediction_type", file.prediction());
		settings.put("timestep_spacing", file.spacing());
		settings.put("steps_offset", file.stepsOffset());
		settings.put("set_alpha_to_one", file.alphaOne());
		settings.put("rescale_betas_zero_snr", file.zeroSnr());
		settings.putIfAbsent("clip_sample", false);
		if (OLD.contains(model.info().family())) settings.putAll(CORRECTED);
		return settings;
	}

	/**
	 * The noise levels of a model for the samplers of other programs. With zero terminal SNR the last
	 * is as A1111 and ComfyUI have it.
	 */
	static NoiseSchedule table(final SchedulerConfig model) {
		final NoiseSchedule table = model.betas().isEmpty()
			? NoiseSchedule.ofBetas(model.betaSchedule(), model.betaStart(), model.betaEnd(),
				model.trainSteps())
			: NoiseSchedule.ofBetas(model.betas().stream().mapToDouble(beta -> beta).toArray());
		return model.zeroSnr() ? table.zeroTerminalSnr(4.8973451890853435e-8) : table;
	}
}
