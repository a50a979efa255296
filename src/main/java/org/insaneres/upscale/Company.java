/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import org.insaneres.sampler.Latent;

/** What is around a part of a latent that is fused on its own. */
interface Company {

	/** Nothing. */
	Company NONE = new Company() {
	};

	/** A new step begins at this noise level. */
	default void begin(final double sigma) {}

	/** Hears what a tile predicts in this step. */
	default void say(final Tile tile, final Latent prediction) {}

	/** Adds what is predicted around the part in this step. */
	default void join(final WeightedSum sum) {}
}
