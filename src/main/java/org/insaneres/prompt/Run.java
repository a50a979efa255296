/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

/**
 * A piece of a prompt with one weight.
 *
 * @param text without the signs of emphasis
 * @param weight finite, 1 where nothing is emphasised
 */
public record Run(String text, double weight) {

	/** The word that ends a chunk. */
	static final String BREAK = "BREAK";

	private static final double LIMIT = 1e12;

	/** Ends a chunk. */
	static Run chunkEnd() {
		return new Run(BREAK, -1);
	}

	/** Whether this is no text but ends a chunk. */
	public boolean endsChunk() {
		return weight == -1 && BREAK.equals(text);
	}

	/** Keeps a weight within what can be calculated with: at most a million millions either way. */
	static double limit(final double weight) {
		return Math.max(-LIMIT, Math.min(LIMIT, weight));
	}
}
