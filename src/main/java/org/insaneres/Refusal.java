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

	/** Longer ones quote something that nobody wants to read. */
	private static final int LONGEST = 1000;

	/** @param sentence what is wrong, why, and what the user can do about it */
	public Refusal(final String sentence) {
		super(tidy(sentence));
	}

	/**
	 * @param sentence what is wrong, why, and what the user can do about it
	 * @param cause for the log
	 */
	public Refusal(final String sentence, final Throwable cause) {
		super(tidy(sentence), cause);
	}

	/** What is quoted from files and macros must not spoil a line, nor fill the screen. */
	private static String tidy(final String sentence) {
		final String line = sentence.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
		if (line.length() <= LONGEST) return line;
		return line.substring(0, LONGEST / 2) + " ... " + line.substring(line.length() - LONGEST / 2);
	}
}
