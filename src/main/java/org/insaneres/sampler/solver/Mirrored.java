/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.Arrays;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * A solver that continues the predicted noise e, made of one that continues the clean latent D:
 * DPM-Solver (Lu et al. 2022) of DPM-Solver++, and UniPC for noise of UniPC.
 * <p>
 * {@code x = D + sigma e} divided by sigma is {@code y = e + (1 / sigma) D}: the same law with D
 * and e exchanged and the level inverted, so that the inner solver need not know.
 *
 * @param sampler deterministic, one that scales its result as those of the variance-preserving form
 * do, since the scaled result is the same for x and y, and asks at the given levels only. The last
 * level must be greater than 0.
 */
public record Mirrored(Sampler sampler) implements Sampler {

	@Override
	public String name() {
		return sampler.name();
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final double[] levels = Arrays.stream(sigmas).map(sigma -> 1 / sigma).toArray();
		final Denoiser mirror = (y, level) -> {
			final double sigma = sigmas[Arrays.binarySearch(levels, level)];
			final Latent x = y.times(sigma);
			return Slope.of(x, model.denoise(x, sigma), sigma);
		};
		return sampler.sample(mirror, start.times(levels[0]), levels, noise,
			(done, count, y, e) -> {
				final Latent x = y.times(sigmas[done]);
				steps.done(done, count, x, x.plus(-sigmas[done], e));
			});
	}
}
