/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

/** Guesses how long work will still take. */
final class TimeLeft {

	private static final double TOO_EARLY = 2;

	private TimeLeft() {}

	/**
	 * The remaining time in words for the end of a status line, or nothing when it is too early to
	 * say.
	 *
	 * @param seconds since the beginning
	 * @param fraction of the work done, 0 to 1
	 */
	static String say(final double seconds, final double fraction) {
		if (seconds < TOO_EARLY || fraction <= 0 || fraction >= 1) return "";
		return " (" + words(Math.round(seconds * (1 - fraction) / fraction)) + " left)";
	}

	private static String words(final long seconds) {
		if (seconds < 60) return seconds + " s";
		if (seconds < 3600) return seconds / 60 + " min " + seconds % 60 + " s";
		return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
	}
}
