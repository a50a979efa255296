/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

/**
 * A source of Gaussian noise of variance 1 for latents of one size, given at construction.
 * <p>
 * The first latent drawn is by custom the start noise, the following ones are the sampler's. Not
 * for use from several threads at once.
 */
@FunctionalInterface
public interface Noise {

	/**
	 * @param sigma noise level where the step begins that asks
	 * @param sigmaNext noise level where it ends; a source whose draws are independent ignores both
	 * @return a new latent of normal values
	 */
	Latent next(double sigma, double sigmaNext);

	/** A draw that belongs to no step, such as the start noise. */
	default Latent next() {
		return next(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
	}
}
