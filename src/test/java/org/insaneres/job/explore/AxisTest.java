/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of A1111's documentation where it has some. */
class AxisTest {

	private static String values(final String text, final Class<?> type) {
		return Axis.parse("across", text).values(type).stream().map(String::valueOf)
			.collect(Collectors.joining(" "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"seed 1-5 | 1 2 3 4 5",
		"steps 1-5 (+2) | 1 3 5",
		"steps 10-5 (-3) | 10 7",
		"steps 10-4 (-3) | 10 7 4",
		"steps 1-10 [5] | 1 3 5 7 10",
		"steps 1-10 (5) | 1 3 5 7 10",
		"steps 1-10 (+3) | 1 4 7 10",
		"steps 4-2 | 4 3 2",
		"steps 7 | 7",
		"steps 7-7 | 7",
		"steps 3-9 [1] | 3",
		"steps 1-3, 10, 20-22 | 1 2 3 10 20 21 22",
		"steps 5, 5, 1-2, 2 | 5 1 2",
		"steps 1, , 2, | 1 2",
		"steps: -3--1 | -3 -2 -1",
		"steps= 1 - 4 ( +3 ) | 1 4",
		"context -1-3 [3] | -1 1 3",
	})
	void wholeNumbers(final String text, final String values) {
		assertEquals(values, values(text, int.class));
		assertEquals(values, values(text, long.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"guidance 1-3 (+0.5) | 1.0 1.5 2.0 2.5 3.0",
		"strength 0.0-1.0 [6] | 0.0 0.2 0.4 0.6 0.8 1.0",
		"strength 0.1-0.5 [5] | 0.1 0.2 0.3 0.4 0.5",
		"strength: 0.1-0.5 (5) | 0.1 0.2 0.3 0.4 0.5",
		"strength=.1-.4 (+.1) | 0.1 0.2 0.3 0.4",
		"strength 0-1 (+0.3) | 0.0 0.3 0.6 0.9",
		"strength 0.5-0.1 [3] | 0.5 0.3 0.1",
		"strength 0.3-0.1 (-0.1) | 0.3 0.2 0.1",
		"strength 0-1 [4] | 0.0 0.3333 0.6667 1.0",
		"guidance 1-3 | 1.0 2.0 3.0",
		"strength .25 | 0.25",
		"strength 1e-2, 0.2 | 0.01 0.2",
	})
	void decimals(final String text, final String values) {
		assertEquals(values, values(text, double.class));
	}

	@Test
	void textsStandBetweenCommas() {
		assertEquals(List.of("Euler a", "DPM++ 2M"),
			Axis.parse("down", "sampler Euler a,DPM++ 2M ").values(String.class));
		assertEquals(List.of("cat", "", "fox, red", "say \"no\"", "1-3"), Axis
			.parse("down", "prompt cat, , \"fox, red\", \"say \"\"no\"\"\", 1-3").values(String.class));
		assertEquals(List.of(true, false), Axis.parse("down", "any true, FALSE").values(boolean.class));
		assertTrue(Axis.parse("down", "  ").nothing());
		assertEquals("sampler", Axis.parse("down", "Sampler Euler").key());
	}

	@ParameterizedTest
	@ValueSource(strings = {"strength", "strength ", "0.1-0.5", "(steps) 1", ": 3", "steps 1x",
		"steps 1-2-3", "steps 1.5", "steps 1-5 (-1)", "steps 5-1 (+1)", "steps 1-5 (+0)",
		"steps 1-5 [0]", "steps 1-300 [257]", "steps 1-257", "steps 1-99999999999", "steps ,",
		"steps 1-5 [99999999999]", "steps 1-5 (+0.5)"})
	void whatIsNoAxisIsRefused(final String text) {
		final Refusal refusal = assertThrows(Refusal.class, () -> values(text, int.class));
		assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
	}
}
