/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {

	@ParameterizedTest
	@CsvSource({"10, 0.5, (10 s left)", "10, 0.1, (1 min 30 s left)", "100, 0.01, (2 h 45 min left)",
		"3, 0.9999, (0 s left)"})
	void saysHowLong(final double seconds, final double fraction, final String words) {
		assertEquals(" " + words, TimeLeft.say(seconds, fraction));
	}

	@ParameterizedTest
	@CsvSource({"1, 0.5", "10, 0", "10, 1", "0, 0"})
	void saysNothingTooEarlyOrTooLate(final double seconds, final double fraction) {
		assertEquals("", TimeLeft.say(seconds, fraction));
	}
}
