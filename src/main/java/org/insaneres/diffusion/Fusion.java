/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Denoiser;

/** How a large latent is predicted by a network that sees only part of it at once. */
@FunctionalInterface
public interface Fusion {

	/** The network sees the whole latent. */
	Fusion NONE = (parts, width, height) -> parts.at(0, 0, width, height);

	/**
	 * @param parts predicts any part of the latent
	 * @param width of the whole latent
	 * @param height of the whole latent
	 * @return predicts the whole latent
	 */
	Denoiser fuse(Windows parts, int width, int height);
}
