/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

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
 */
public record SchedulerConfig(String type, int trainSteps, double betaStart, double betaEnd,
	String betaSchedule, String prediction, String spacing, int stepsOffset, boolean alphaOne,
	boolean zeroSnr) {

	/** Stable Diffusion 1.x. */
	public static final SchedulerConfig STABLE_DIFFUSION = new SchedulerConfig("PNDMScheduler", 1000,
		0.00085, 0.012, "scaled_linear", "epsilon", "leading", 1, false, false);
}
