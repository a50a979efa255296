/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

/**
 * The one exception of this program: something could not be done, and the message is one sentence
 * for the user that says what, why and what to do.
 * <p>
 * Thrown anywhere; front ends decide how to show it. A wish to cancel is no refusal: see
 * {@link Monitor#check()}.
 */
public class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** @param sentence what is wrong, why, and what the user can do about it */
	public Refusal(final String sentence) {
		super(sentence);
	}

	/**
	 * @param sentence what is wrong, why, and what the user can do about it
	 * @param cause for the log
	 */
	public Refusal(final String sentence, final Throwable cause) {
		super(sentence, cause);
	}
}
