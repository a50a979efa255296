/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices by seed. */
class WildcardsTest {

	/** SplitMix64 from seed 0 gives e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f. */
	@Test
	void followsSplitMix() {
		final String ten = "{0|1|2|3|4|5|6|7|8|9}";
		final String digits = Long.remainderUnsigned(0xe220a8397b1dcdafL, 10) + " "
			+ Long.remainderUnsigned(0x6e789e6aa1b965f4L, 10) + " "
			+ Long.remainderUnsigned(0x06c45d188009454fL, 10);
		assertEquals(digits, Wildcards.choose(ten + " " + ten + " " + ten, 0));
	}

	@Test
	void allWordsOccur() {
		final Set<String> chosen = LongStream.range(0, 200)
			.mapToObj(seed -> Wildcards.choose("{a|{b|c|}d}", seed)).collect(Collectors.toSet());
		assertEquals(Set.of("a", "bd", "cd", "d"), chosen);
	}

	@Test
	void aChoiceStaysWhenLaterTextChanges() {
		for (long seed = -50; seed < 50; seed++) {
			final String alone = Wildcards.choose("{a|b|c}", seed);
			assertEquals(alone, Wildcards.choose("{a|b|c}{x|y}", seed).substring(0, 1));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "a|b", "{a}", "{a|b", "a|b}", "\\{a|b}", "{a\\|b}", "{a|b\\}", "}{",
		"\\"})
	void everythingElseIsPlain(final String text) {
		assertEquals(text, Wildcards.choose(text, 7));
	}

	@Test
	void anOpenBraceHidesNothing() {
		assertEquals("{ x ", Wildcards.choose("{ {x|x} ", 3));
	}
}
