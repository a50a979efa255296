/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * The weighted sum of predictions with several texts, A1111's AND.
 *
 * @param parts at least one
 * @param weights one for each of them
 */
record Together(List<Denoiser> parts, double... weights) implements Denoiser {

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		final List<Latent> clean = parts.stream().map(part -> part.denoise(x, sigma)).toList();
		return new Latent(x.channels(), x.height(), x.width()).plus(weights, clean);
	}
}
