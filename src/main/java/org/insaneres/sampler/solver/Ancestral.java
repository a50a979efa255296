/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

/**
 * A step from one noise level to a lower one, split into going down too far and adding noise up to
 * the target (k-diffusion's ancestral step; the same as DDIM's variance, Song et al. 2021, eq. 16).
 *
 * @param down the level to go down to
 * @param up standard deviation of the noise to add then
 */
record Ancestral(double down, double up) {

	/** @param eta 0 for no fresh noise, 1 for as much as the diffusion would add */
	static Ancestral split(final double sigma, final double next, final double eta) {
		final double up = Math.min(next,
			eta * next * Math.sqrt(Math.max(0, 1 - next * next / (sigma * sigma))));
		return new Ancestral(Math.sqrt(next * next - up * up), up);
	}
}
