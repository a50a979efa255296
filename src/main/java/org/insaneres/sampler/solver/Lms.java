/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.Arrays;

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
 * @param passed levels before the first, from low to high, that shape the polynomial although their
 * slopes are unknown; usually none. diffusers does so when it starts in the middle.
 */
public record Lms(int order, double... passed) implements Sampler {

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
			final double[] nodes = new double[Math.min(order, i + 1 + passed.length)];
			for (int k = 0; k < nodes.length; k++) {
				nodes[k] = k <= i ? sigmas[i - k] : passed[k - i - 1];
			}
			final double[] weights = Lagrange.weights(nodes, sigmas[i], sigmas[i + 1], s -> 1);
			x = x.plus(Arrays.copyOf(weights, slopes.size()), slopes.latents());
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}
}
