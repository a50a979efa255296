/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Linear multistep (Adams-Bashforth on uneven steps): the polynomial in sigma through the last
 * slopes, integrated over the step (k-diffusion).
 *
 * @param order slopes used, 4 by custom
 */
public record Lms(int order) implements Sampler {

	public Lms() {
		this(4);
	}

	@Override
	public String name() {
		return "LMS";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final History slopes = new History(order);
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			slopes.add(Slope.of(x, clean, sigmas[i]));
			final double[] nodes = new double[slopes.size()];
			for (int k = 0; k < nodes.length; k++) {
				nodes[k] = sigmas[i - k];
			}
			x = x.plus(Lagrange.weights(nodes, sigmas[i], sigmas[i + 1], s -> 1), slopes.latents());
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
