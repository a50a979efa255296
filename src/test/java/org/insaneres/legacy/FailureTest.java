/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

import java.util.List;

class FailureTest {

	@Property(tries = 200)
	void wrappedLinesAreShortAndLoseNothing(
		@ForAll final List<@AlphaChars @StringLength(min = 1, max = 12) String> words,
		@ForAll @IntRange(min = 12, max = 80) final int length) {
		final String sentence = String.join(" ", words);
		final String wrapped = Failure.wrap(sentence, length);
		assertEquals(sentence, wrapped.replace('\n', ' '));
		for (final String line : wrapped.split("\n")) assertTrue(line.length() <= length, line);
	}
}
