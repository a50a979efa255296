/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import org.insaneres.sampler.Latent;

/** The probability flow {@code dx/dsigma = (x - D) / sigma}. */
final class Slope {

	private Slope() {}

	/** {@code (x - clean) / sigma}: the noise that the prediction implies. */
	static Latent of(final Latent x, final Latent clean, final double sigma) {
		return Latent.mix(1 / sigma, x, -1 / sigma, clean);
	}

	/** Straight along the slope; exactly clean where the target is 0. */
	static Latent step(final Latent x, final Latent clean, final double sigma, final double target) {
		return Latent.mix(target / sigma, x, 1 - target / sigma, clean);
	}
}
