/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param silence without a byte after which a connection is given up
 * @param attempts in a row that may bring nothing new
 * @param pause before the second attempt; doubled before each further one
 * @param longest pause a server may ask for
 */
record Patience(Duration silence, int attempts, Duration pause, Duration longest) {

	static final Patience STANDARD = new Patience(Duration.ofSeconds(30), 6, Duration.ofSeconds(1),
		Duration.ofMinutes(2));

	/** For a question that somebody waits for. */
	Patience brief() {
		return new Patience(silence, Math.min(attempts, 3), pause, longest);
	}
}
