/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

/** Kinds of diffusion models this program runs, as read from a model's files. */
public enum Family {
	/** Stable Diffusion 1.x, and the small models of its layout. */
	SD1,
	/** Stable Diffusion 2.x. */
	SD2,
	/** Stable Diffusion XL: two text encoders, pooled text and size conditioning. */
	SDXL,
	/** Latent consistency model: guidance is an input of the network. */
	LCM
}
