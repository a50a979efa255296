/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

/**
 * Walks a latent from noise to picture.
 *
 * <pre>
 * Sampler sampler = Samplers.named("DPM++ 2M");
 * Grid grid = sampler.grid(NoiseSchedule.STABLE_DIFFUSION, Schedule.AUTOMATIC, 20);
 * Noise noise = NoiseSource.POSITION.open(seed, 4, 64, 64, 0, 0);
 * Latent x = noise.next().times(grid.sigmas()[0]);
 * Latent result = sampler.sample(denoiser, x, grid.sigmas(), noise, Steps.NONE);
 * </pre>
 *
 * Samplers hold settings only, no state: one instance serves any number of pictures and threads.
 * Formulas are written in the variance-exploding form {@code x = clean + sigma * noise}; those
 * published in the variance-preserving form relate to it by {@code x_vp = x / sqrt(sigma^2 + 1)}.
 */
public interface Sampler {

	/** The display name, AUTOMATIC1111's where it has this sampler. */
	String name();

	/**
	 * @param model predicts the clean latent
	 * @param x start latent {@code clean + sigmas[0] * noise}; not changed
	 * @param sigmas noise levels from high to low, at least two, usually ending in 0
	 * @param noise where fresh noise comes from; deterministic samplers leave it alone
	 * @param steps hears of each step, and may stop the sampling by throwing
	 * @return the latent to decode. Where the last level is 0 this is the clean latent; where it is
	 * not, the latent as the sampler's original hands it to the autoencoder: as it is, or scaled by
	 * {@code 1 / sqrt(sigma^2 + 1)} if the original works in the variance-preserving form (DDIM, DDIM
	 * CFG++, PLMS, UniPC). The caller has nothing to scale.
	 */
	Latent sample(Denoiser model, Latent x, double[] sigmas, Noise noise, Steps steps);

	/** The schedule that {@link Schedule#AUTOMATIC} stands for. */
	default Schedule automatic() {
		return Schedule.UNIFORM;
	}

	/** Whether one step more is asked of the schedule and the last level but one then left out. */
	default boolean discardsPenultimate() {
		return false;
	}

	/**
	 * Whether other tools give it the noise of one random walk over all levels instead of independent
	 * draws; either has the same law.
	 */
	default boolean brownian() {
		return false;
	}

	/** What the guidance scale is to be multiplied with; 1 except for CFG++. */
	default double guidanceFactor() {
		return 1;
	}

	/**
	 * This sampler with another share of fresh noise.
	 *
	 * @param eta 0 for none, 1 for as much as the diffusion itself would add; ignored by samplers
	 * that know no such thing
	 */
	default Sampler withEta(final double eta) {
		return this;
	}

	/**
	 * The noise levels of a full run.
	 *
	 * @param table the model's
	 * @param schedule ignored by samplers that have their own
	 * @param steps at least 1
	 */
	default Grid grid(final NoiseSchedule table, final Schedule schedule, final int steps) {
		final Schedule chosen = schedule == Schedule.AUTOMATIC ? automatic() : schedule;
		final double[] sigmas = discardsPenultimate()
			? Sigmas.withoutPenultimate(chosen.sigmas(table, steps + 1))
			: chosen.sigmas(table, steps);
		return new Grid(sigmas, table::timestep);
	}
}
