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
 * Zhang and Chen 2023, variant log rho: {@link Lms} with the polynomial in log sigma. The last
 * level must be greater than 0; the result is scaled for it, as the original is in the
 * variance-preserving form.
 *
 * @param order slopes used, 1 to 3
 * @param tail so many of the last steps may use only as many slopes as steps remain
 */
public record Deis(int order, int tail) implements Sampler {

	@Override
	public String name() {
		return "DEIS";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final double[] logs = Arrays.stream(sigmas).map(Math::log).toArray();
		final History slopes = new History(order);
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			slopes.add(Slope.of(x, clean, sigmas[i]));
			final int left = n - i;
			final double[] nodes = new double[left <= tail
				? Math.min(left, slopes.size())
				: slopes.size()];
			for (int k = 0; k < nodes.length; k++) {
				nodes[k] = logs[i - k];
			}
			x = x.plus(Lagrange.weights(nodes, logs[i], logs[i + 1], Math::exp), slopes.latents());
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}
}
