/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/** A module of an adapter that cannot be applied; the message, a few words, says why. */
final class Misfit extends RuntimeException {

	private static final long serialVersionUID = 1L;

	Misfit(final String why) {
		super(why);
	}
}
