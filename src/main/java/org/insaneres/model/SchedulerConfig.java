/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.List;
import java.util.Map;

/**
 * How the network was trained to see noise, as diffusers' scheduler_config.json says it.
 *
 * @param type diffusers' class name, such as DDIMScheduler
 * @param trainSteps num_train_timesteps
 * @param betaStart first beta
 * @param betaEnd last beta
 * @param betaSchedule scaled_linear, linear or squaredcos_cap_v2
 * @param prediction epsilon, v_prediction or sample
 * @param spacing leading, linspace or trailing
 * @param stepsOffset steps_offset
 * @param alphaOne set_alpha_to_one
 * @param zeroSnr rescale_betas_zero_snr
 * @param betas trained_betas, one for each timestep; empty where the formula counts
 * @param further all other entries that are numbers, words or truth values, by their names
 */
public record SchedulerConfig(String type, int trainSteps, double betaStart, double betaEnd,
	String betaSchedule, String prediction, String spacing, int stepsOffset, boolean alphaOne,
	boolean zeroSnr, List<Double> betas, Map<String, Object> further) {

	/** With betas by formula, and nothing further. */
	public SchedulerConfig(final String type, final int trainSteps, final double betaStart,
		final double betaEnd, final String betaSchedule, final String prediction,
		final String spacing, final int stepsOffset, final boolean alphaOne, final boolean zeroSnr) {
		this(type, trainSteps, betaStart, betaEnd, betaSchedule, prediction, spacing, stepsOffset,
			alphaOne, zeroSnr, List.of(), Map.of());
	}

	/** Stable Diffusion 1.x. */
	public static final SchedulerConfig STABLE_DIFFUSION = new SchedulerConfig("PNDMScheduler", 1000,
		0.00085, 0.012, "scaled_linear", "epsilon", "leading", 1, false, false);

	/** Latent consistency models. */
	public static final SchedulerConfig CONSISTENCY = new SchedulerConfig("LCMScheduler", 1000,
		0.00085, 0.012, "scaled_linear", "epsilon", "leading", 0, true, false);
}
