/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * LMS as diffusers runs it in image-to-image: its polynomials go through the levels that strength
 * has cut off, too, where no slope is known and zero is taken. The LMS of the program begins with
 * the slopes it has; where nothing is cut the two are the same.
 *
 * @param all the levels of the whole schedule
 */
record LateLms(double[] all) implements Sampler {

	private static final int ORDER = 4;

	@Override
	public String name() {
		return "LMS";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final int cut = all.length - sigmas.length;
		final List<Latent> slopes = new ArrayList<>();
		Latent x = start;
		for (int i = 0; i < n; i++) {
			final Latent clean = model.denoise(x, sigmas[i]);
			slopes.add(0, Latent.mix(1 / sigmas[i], x, -1 / sigmas[i], clean));
			final int order = Math.min(ORDER, cut + i + 1);
			final double[] weights = new double[Math.min(order, slopes.size())];
			for (int k = 0; k < weights.length; k++) {
				weights[k] = weight(cut + i, k, order);
			}
			x = x.plus(weights, slopes);
			steps.done(i + 1, n, x, clean);
		}
		return x;
	}

	/** Simpson's rule, exact for the cubic through four levels. */
	private double weight(final int at, final int k, final int order) {
		final double from = all[at];
		final double to = all[at + 1];
		return (to - from) / 6 * (basis(at, k, order, from) +
			4 * basis(at, k, order, (from + to) / 2) + basis(at, k, order, to));
	}

	private double basis(final int at, final int k, final int order, final double sigma) {
		double product = 1;
		for (int j = 0; j < order; j++) {
			if (j != k) product *= (sigma - all[at - j]) / (all[at - k] - all[at - j]);
		}
		return product;
	}
}
