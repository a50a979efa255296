/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

/** A refusal for lack of memory: with smaller pieces it may go. */
public final class MemoryRefusal extends Refusal {

	private static final long serialVersionUID = 1L;

	/**
	 * @param sentence what is wrong, why, and what the user can do about it
	 * @param cause for the log
	 */
	public MemoryRefusal(final String sentence, final Throwable cause) {
		super(sentence, cause);
	}
}
