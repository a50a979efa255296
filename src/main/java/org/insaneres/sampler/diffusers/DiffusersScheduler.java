/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.sampler.NoiseSchedule;

/**
 * A scheduler of Hugging Face's diffusers (0.42): its timesteps, noise levels and sampler, with the
 * habits of each class.
 *
 * <pre>
 * DiffusersScheduler scheduler = DiffusersScheduler.of(config.get("_class_name"), config);
 * DiffusersRun run = scheduler.run(20, 0.3);
 * Latent x = run.start(latent, noise.next());
 * x = run.sampler().sample(denoiser(run.grid().timestep()), x, run.grid().sigmas(), noise, steps);
 * </pre>
 *
 * Computed in double; diffusers computes in float and differs from the seventh digit on. Not
 * reproduced: thresholding, learned variance, PNDM's Runge-Kutta start, the deprecated algorithm
 * types without plus signs, and flow matching.
 */
public interface DiffusersScheduler {

	/**
	 * @param name class name, with or without "Scheduler" at its end
	 * @param config the entries of scheduler_config.json; what is missing has the class's default,
	 * but betas those of Stable Diffusion
	 * @throws Refusal for a scheduler that is not supported
	 */
	static DiffusersScheduler of(final String name, final Map<String, ?> config) {
		final Settings settings = new Settings(config);
		switch (name.endsWith("Scheduler") ? name.substring(0, name.length() - 9) : name) {
			case "EulerDiscrete" :
			case "EulerAncestralDiscrete" :
			case "HeunDiscrete" :
			case "LMSDiscrete" :
			case "KDPM2Discrete" :
			case "KDPM2AncestralDiscrete" :
			case "DPMSolverSDE" :
				return new LevelScheduler(name, settings);
			case "DPMSolverMultistep" :
			case "DPMSolverSinglestep" :
			case "UniPCMultistep" :
			case "DEISMultistep" :
				return new SolverScheduler(name, settings);
			case "DDIM" :
			case "DDPM" :
			case "PNDM" :
				return new TimestepScheduler(name, settings);
			case "LCM" :
			case "TCD" :
				return new DistilledScheduler(name, settings);
			default :
				throw new Refusal("The scheduler " + name + " of this model is not supported; choose" +
					" a sampler by name instead.");
		}
	}

	/** The noise levels of the training. */
	NoiseSchedule table();

	/**
	 * @param steps at least 1
	 * @param strength 0 to 1; 1 is a whole run
	 */
	DiffusersRun run(int steps, double strength);
}
