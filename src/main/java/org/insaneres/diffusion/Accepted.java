/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Latent;

/** Ends the sampling, as what was predicted is good enough. */
final class Accepted extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Latent clean;

	/** @param clean the prediction */
	Accepted(final Latent clean) {
		super("accepted", null, false, false);
		this.clean = clean;
	}

	Latent clean() {
		return clean;
	}
}
