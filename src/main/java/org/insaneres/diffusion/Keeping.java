/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/** How what is not selected is kept during a run, and after it. */
@FunctionalInterface
interface Keeping {

	/** Nothing is. */
	Keeping NOTHING = inner -> inner;

	/** What the sampler asks instead of the given Denoiser. */
	Denoiser during(Denoiser inner);

	/** What is decoded instead of the sampler's result. */
	default Latent after(final Latent result) {
		return result;
	}
}
