/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.insaneres.Refusal;

class AxisPropertyTest {

	@Property
	void aCountGivesSoManyEvenValuesWithBothEnds(@ForAll @IntRange(min = -500, max = 500) final int a,
		@ForAll @IntRange(min = -500, max = 500) final int b,
		@ForAll @IntRange(min = 2, max = 40) final int count) {
		Assume.that(a != b);
		final List<Double> values = decimals(hundredths(a) + "-" + hundredths(b) + " [" + count + "]");
		Assume.that(values.size() == count);
		assertEquals(a / 100.0, values.get(0));
		assertEquals(b / 100.0, values.get(count - 1));
		final double step = (b - a) / 100.0 / (count - 1);
		for (int i = 0; i < count; i++) assertEquals(a / 100.0 + i * step, values.get(i), 5.1e-5);
	}

	@Property
	void aStepIsKeptAndTheEndNeverPassed(@ForAll @IntRange(min = -300, max = 300) final int a,
		@ForAll @IntRange(min = 0, max = 200) final int length,
		@ForAll @IntRange(min = 1, max = 90) final int step, @ForAll final boolean up) {
		final int b = up ? a + length : a - length;
		final List<Double> values = decimals(
			hundredths(a) + "-" + hundredths(b) + " (" + (up ? "+" : "-") + hundredths(step) + ")");
		assertEquals(length / step + 1, values.size());
		for (int i = 0; i < values.size(); i++) {
			assertEquals((up ? a + i * step : a - i * step) / 100.0, values.get(i));
		}
	}

	@Property
	void wholeRangesAreWhatACounterGives(@ForAll @IntRange(min = -90, max = 90) final int a,
		@ForAll @IntRange(min = 0, max = 150) final int length,
		@ForAll @IntRange(min = 1, max = 20) final int step) {
		final List<Object> values = Axis.parse("across", "steps " + a + "-" + (a + length) + " (+" +
			step + ")").values(int.class);
		int expected = a;
		for (final Object value : values) {
			assertEquals(expected, value);
			expected += step;
		}
		assertTrue(expected > a + length);
	}

	@Property
	void quotedTextsComeBack(
		@ForAll @Size(min = 1, max = 6) final List<@StringLength(max = 8) @CharRange(from = ' ',
			to = '~') String> texts) {
		final List<String> stripped = texts.stream().map(String::strip).toList();
		final String line = stripped.stream().map(text -> "\"" + text.replace("\"", "\"\"") + "\"")
			.collect(Collectors.joining(" , "));
		assertEquals(stripped, Commas.split(line));
	}

	@Property(tries = 3000)
	void anyTextIsReadOrRefused(@ForAll @StringLength(max = 30) @CharRange(from = ' ',
		to = '~') final String text, @ForAll @IntRange(max = 2) final int type) {
		try {
			final Axis axis = Axis.parse("across", "steps " + text);
			final int size = axis.values(List.of(int.class, double.class, String.class).get(type))
				.size();
			assertTrue(size > 0 || text.isBlank());
		} catch (final Refusal refusal) {
			assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
		}
	}

	@Property
	void textsOfRangesAreReadOrRefused(
		@ForAll @StringLength(max = 14) @net.jqwik.api.constraints.Chars({
			'0', '1', '9', '-', '+', '.', '(', ')', '[', ']', ' '}) final String text) {
		anyTextIsReadOrRefused(text, 0);
		anyTextIsReadOrRefused(text, 1);
	}

	private static String hundredths(final int value) {
		return new BigDecimal(value).movePointLeft(2).toPlainString();
	}

	private static List<Double> decimals(final String range) {
		return Axis.parse("across", "strength " + range).values(double.class).stream()
			.map(Double.class::cast).toList();
	}
}
