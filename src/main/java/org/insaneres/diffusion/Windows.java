/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Denoiser;

/** Predicts parts of a latent, which may be treated differently from place to place. */
@FunctionalInterface
public interface Windows {

	/**
	 * @param x left column in the whole latent
	 * @param y top row in the whole latent
	 * @return predicts this part
	 */
	Denoiser at(int x, int y, int width, int height);
}
