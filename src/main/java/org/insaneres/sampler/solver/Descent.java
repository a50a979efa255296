/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

/**
 * {@link Ancestral} for solvers that count in {@code t = -log sigma} and must not go below their
 * end.
 *
 * @param to time to go to
 * @param up standard deviation of the noise to add then
 */
record Descent(double to, double up) {

	/** @param end the last time there is */
	static Descent of(final double t, final double next, final double end, final double eta) {
		if (eta == 0) return new Descent(next, 0);
		final double down = Ancestral.split(Math.exp(-t), Math.exp(-next), eta).down();
		final double to = Math.min(end, -Math.log(down));
		return new Descent(to, Math.sqrt(Math.max(0, Math.exp(-2 * next) - Math.exp(-2 * to))));
	}
}
