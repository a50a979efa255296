/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.Samplers;

/**
 * Sampler and schedule by the names of this program, from those of others.
 *
 * @param sampler empty if there is none like it
 * @param schedule empty if there is none like it
 */
public record SamplerNames(Optional<String> sampler, Optional<String> schedule) {

	/** Of stable-diffusion.cpp and ComfyUI. */
	private static final Map<String, String> SAMPLERS = Map.ofEntries(Map.entry("euler_a", "Euler a"),
		Map.entry("euler_ancestral", "Euler a"), Map.entry("dpm++2m", "DPM++ 2M"),
		Map.entry("dpm++2s_a", "DPM++ 2S a"), Map.entry("dpm++2m_sde", "DPM++ 2M SDE"),
		Map.entry("dpm_2", "DPM2"), Map.entry("dpm_2_ancestral", "DPM2 a"),
		Map.entry("dpmpp_2m", "DPM++ 2M"), Map.entry("dpmpp_2s_ancestral", "DPM++ 2S a"),
		Map.entry("dpmpp_sde", "DPM++ SDE"), Map.entry("dpmpp_sde_gpu", "DPM++ SDE"),
		Map.entry("dpmpp_2m_sde", "DPM++ 2M SDE"), Map.entry("dpmpp_2m_sde_gpu", "DPM++ 2M SDE"),
		Map.entry("dpmpp_3m_sde", "DPM++ 3M SDE"), Map.entry("dpmpp_3m_sde_gpu", "DPM++ 3M SDE"),
		Map.entry("dpm_fast", "DPM fast"), Map.entry("dpm_adaptive", "DPM adaptive"),
		Map.entry("uni_pc", "UniPC"));

	private static final Map<String, String> SCHEDULES = Map.ofEntries(
		Map.entry("discrete", "Uniform"), Map.entry("ays", "Align Your Steps"),
		Map.entry("sgm_uniform", "SGM Uniform"), Map.entry("ddim_uniform", "DDIM"),
		Map.entry("kl_optimal", "KL Optimal"));

	/** The presets of Krita AI Diffusion, each a sampler and a schedule. */
	private static final Map<String, List<String>> PRESETS = Map.ofEntries(
		Map.entry("default - dpm++ 2m", List.of("DPM++ 2M", "Karras")),
		Map.entry("alternative - euler a", List.of("Euler a", "Normal")),
		Map.entry("creative - dpm++ 2m sde", List.of("DPM++ 2M SDE", "Karras")),
		Map.entry("fast - unipc bh2", List.of("UniPC", "")),
		Map.entry("euler beta", List.of("Euler", "Beta")),
		Map.entry("turbo/lightning merge - dpm++ sde", List.of("DPM++ SDE", "Karras")),
		Map.entry("lightning merge - euler a uniform", List.of("Euler a", "SGM Uniform")),
		Map.entry("realtime - hyper", List.of("Euler", "SGM Uniform")),
		Map.entry("realtime - lcm", List.of("LCM", "SGM Uniform")),
		Map.entry("realtime - lightning", List.of("Euler", "SGM Uniform")),
		Map.entry("sd3 - dpm++ 2m uniform", List.of("DPM++ 2M", "SGM Uniform")),
		Map.entry("flux - euler simple", List.of("Euler", "Simple")));

	/**
	 * @param name of the sampler, with that of the schedule behind it where programs write it so
	 * @param schedule its own name, or empty
	 */
	public static SamplerNames of(final String name, final String schedule) {
		final List<String> preset = PRESETS.get(name.toLowerCase(Locale.ROOT));
		if (preset != null) {
			return new SamplerNames(Optional.of(preset.get(0)), known(preset.get(1)));
		}
		final Optional<String> whole = sampler(name);
		if (whole.isPresent() || !schedule.isEmpty()) {
			return new SamplerNames(whole, schedule.isEmpty() ? known("automatic") : known(schedule));
		}
		for (int space = name.indexOf(' '); space > 0; space = name.indexOf(' ', space + 1)) {
			final Optional<String> front = sampler(name.substring(0, space));
			final Optional<String> back = known(name.substring(space + 1));
			if (front.isPresent() && back.isPresent()) return new SamplerNames(front, back);
		}
		final int last = name.indexOf(' ');
		return new SamplerNames(last < 0 ? Optional.empty() : sampler(name.substring(0, last)),
			Optional.empty());
	}

	private static Optional<String> sampler(final String name) {
		final String wanted = SAMPLERS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
		return Samplers.names().stream().filter(wanted::equalsIgnoreCase).findFirst();
	}

	private static Optional<String> known(final String name) {
		final String wanted = SCHEDULES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
		return Schedule.names().stream().filter(wanted::equalsIgnoreCase).findFirst();
	}
}
