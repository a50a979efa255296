/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When which text is in force. */
class ScheduleTest {

	@Test
	void aTextHoldsUpToItsStep() {
		final Schedule schedule = Schedule.parse("[cat:dog:0.5]", Clock.of(10));
		assertEquals("cat", schedule.at(0));
		assertEquals("cat", schedule.at(5));
		assertEquals("dog", schedule.at(6));
		assertEquals("dog", schedule.at(11));
	}

	/** As lark 1.1.2 reads them with the grammar of A1111. */
	@ParameterizedTest
	@CsvSource({"[x:y:0.3]),x)", "[x:y:0.3])),[x:y:0.3]))", "[x:y:0.3]))),x)))",
		"([x:y:0.3])),([x:y:0.3]))", "(([x:y:0.3]))),((x)))", "[x:y:0.3] )),x ))",
		"[x:y:0.3]((b),x((b)", "[x:y:0.3]((b,[x:y:0.3]((b", "[x:y:0.3]::[x:y:0.5],[x:y:0.3]::x",
		"[a|[x:0.3]]::,a::", "[[x:y:0.5]:z:0.3]::,[x:z:0.3]::"})
	void straySignsBehindASchedule(final String text, final String first) {
		assertEquals(first, Schedule.parse(text, Clock.of(10)).stretches().get(0).text());
	}

	@Test
	void hugeTimesAreTheEnd() {
		assertEquals(List.of(new Schedule.Stretch(10, "a")),
			Schedule.parse("[a:b:1e999]", Clock.of(10)).stretches());
	}

	@Test
	void negativePromptsKeepTheirColons() {
		assertEquals(List.of(new Prompt.Part("a AND b: 3", 1)), Prompt.whole("a AND b: 3").parts());
	}
}
