/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

/** Something in a file that can not be right, in words that follow "because". */
final class Damage extends RuntimeException {

	private static final long serialVersionUID = 1;

	Damage(final String what) {
		super(what);
	}
}
