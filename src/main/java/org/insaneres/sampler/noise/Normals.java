/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;

/** A generator of normal values in a row. */
@FunctionalInterface
public interface Normals {

	/** The next values of mean 0 and variance 1; other sizes may give other values. */
	float[] next(int size);

	/** Draws latents from this generator one after another. */
	default Noise latents(final int channels, final int height, final int width) {
		return (sigma, sigmaNext) -> new Latent(channels, height, width,
			next(channels * height * width));
	}
}
