/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What A1111 says when; where its grammar is ambiguous, any result is right. */
class ScheduleGoldenTest {

	private static final JsonNode FILE = Goldens.file("prompts.json");

	private static final Map<String, Clock> CLOCKS = Map.of( //
		"schedule", Clock.of(FILE.get("steps").asInt()), //
		"schedule_7", Clock.of(FILE.get("steps_7").asInt()), //
		"schedule_hires", Clock.secondPass(FILE.get("steps").asInt(), FILE.get("hires_steps").asInt()), //
		"schedule_old", Clock.old(FILE.get("steps").asInt()));

	@TestFactory
	Stream<DynamicTest> changes() {
		return CLOCKS.keySet().stream().flatMap(field -> Goldens.cases("prompts.json", field)
			.map(golden -> DynamicTest.dynamicTest(field + " " + golden.get("prompt"),
				() -> check(golden, field))));
	}

	private static void check(final JsonNode golden, final String field) {
		final Schedule schedule = Schedule.parse(golden.get("prompt").asText(), CLOCKS.get(field));
		if (golden.path("ambiguous").asBoolean()) {
			assertFalse(schedule.stretches().isEmpty());
			return;
		}
		final List<Schedule.Stretch> expected = new ArrayList<>();
		for (final JsonNode stretch : golden.get(field)) {
			expected.add(new Schedule.Stretch(stretch.get(0).asInt(), stretch.get(1).asText()));
		}
		assertEquals(expected, schedule.stretches());
	}
}
