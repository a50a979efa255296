/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * DDIM with CFG++ (Chung et al. 2024): the clean latent is the guided one, the noise put back is
 * that of the prediction without prompt. Guidance scales are meant to lie between 0 and 1 then; as
 * AUTOMATIC1111 does, a customary scale is to be divided by 12.5.
 *
 * @param eta share of fresh noise, 0 to 1
 */
public record DdimCfgPlusPlus(double eta) implements TimestepSampler {

	public DdimCfgPlusPlus() {
		this(0);
	}

	@Override
	public String name() {
		return "DDIM CFG++";
	}

	@Override
	public double guidanceFactor() {
		return 1 / 12.5;
	}

	@Override
	public Sampler withEta(final double other) {
		return new DdimCfgPlusPlus(other);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Denoiser.Split clean = model.split(x, sigmas[i]);
			final Latent direction = Slope.of(x, clean.unguided(), sigmas[i]);
			final Ancestral split = Ancestral.split(sigmas[i], sigmas[i + 1], eta);
			x = clean.guided().plus(split.down(), direction);
			if (eta > 0) x = x.plus(split.up(), noise.next(sigmas[i], sigmas[i + 1]));
			steps.done(i + 1, n, x, clean.guided());
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}
}
