/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.insaneres.Refusal;
import org.insaneres.command.FakeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

	@ParameterizedTest
	@CsvSource({"strength, .5, 0.5", "strength, 1e-1, 0.1", "strength, 1, 1.0",
		"strength, +0.25, 0.25",
		"strength, 1., 1.0", "steps, 7, 7", "steps, 7.0, 7", "seed, -1, -1",
		"seed, 9223372036854775807, 9223372036854775807", "slices, TRUE, true", "slices, false, false",
		"sampler, euler A, Euler a", "output, new image, New image", "model, any thing, any thing"})
	void reads(final String key, final String text, final String value) {
		assertEquals(value, Values.read(key(key), text).toString());
	}

	@ParameterizedTest
	@CsvSource({"steps, abc, a whole number from 1 to 150",
		"steps, 4.7, a whole number from 1 to 150",
		"steps, 0, a whole number from 1 to 150", "steps, 151, a whole number from 1 to 150",
		"steps, '', a whole number from 1 to 150", "steps, 1e99, a whole number from 1 to 150",
		"steps, 0x10, a whole number from 1 to 150", "strength, '0,5', a number from 0 to 1",
		"strength, NaN, a number from 0 to 1", "strength, Infinity, a number from 0 to 1",
		"strength, 1.01, a number from 0 to 1", "strength, 0.5d, a number from 0 to 1",
		"strength, -0.01, a number from 0 to 1", "strength, 1e9999, a number from 0 to 1",
		"seed, -2, a whole number of at least -1",
		"seed, 9223372036854775808, a whole number of at least -1", "slices, yes, true or false",
		"slices, 1, true or false", "output, Nowhere, 'one of New image, In place, Layer'",
		"output, '', 'one of New image, In place, Layer'"})
	void refuses(final String key, final String text, final String allowed) {
		final Refusal refusal = assertThrows(Refusal.class, () -> Values.read(key(key), text));
		assertEquals(key + "=" + text + " is not possible: " + key + " is " + allowed + ".",
			refusal.getMessage());
	}

	@Test
	void longTextIsShortenedInTheSentence() {
		final Refusal refusal = assertThrows(Refusal.class,
			() -> Values.read(key("steps"), "x".repeat(1000)));
		assertTrue(refusal.getMessage().length() < 150, refusal.getMessage());
	}

	@Test
	void wholeNumbersAreWrittenWithoutPoint() {
		assertEquals("3", Values.write(3.0));
		assertEquals("0.35", Values.write(0.35));
		assertEquals("1.0E-5", Values.write(1e-5));
		assertEquals("true", Values.write(true));
	}

	private static Key key(final String name) {
		return Key.of(FakeCommand.class).stream().filter(key -> key.name().equals(name)).findFirst()
			.orElseThrow();
	}
}
