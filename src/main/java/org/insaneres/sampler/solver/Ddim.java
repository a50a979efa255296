/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.function.UnaryOperator;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Song et al. 2021, equation 12: {@code x' = D + sqrt(sigma'^2 - up^2) e + up n} with e the noise
 * in x. Divided by {@code sqrt(sigma'^2 + 1)} this is the published form.
 *
 * @param eta share of fresh noise: 0 for none, 1 for DDPM
 * @param limit what is done to the predicted clean latent; the noise in x stays as it was
 */
public record Ddim(double eta, UnaryOperator<Latent> limit) implements TimestepSampler {

	public Ddim() {
		this(0, UnaryOperator.identity());
	}

	@Override
	public String name() {
		return "DDIM";
	}

	@Override
	public Sampler withEta(final double other) {
		return new Ddim(other, limit);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			final Latent direction = Slope.of(x, clean, sigmas[i]);
			final Ancestral split = Ancestral.split(sigmas[i], sigmas[i + 1], eta);
			x = limit.apply(clean).plus(split.down(), direction);
			if (eta > 0) x = x.plus(split.up(), noise.next(sigmas[i], sigmas[i + 1]));
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}
}
