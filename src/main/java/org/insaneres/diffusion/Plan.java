/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.sampler.Sampler;

/**
 * What is run.
 *
 * @param sampler made for this start
 * @param start where it begins
 */
record Plan(Sampler sampler, Start start) {

	/** Steps of the sampler; 0 if the picture is to stay as it is. */
	int steps() {
		return start.grid().steps();
	}
}
