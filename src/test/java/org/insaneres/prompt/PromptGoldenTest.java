/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts that A1111 makes of a prompt. */
class PromptGoldenTest {

	static Stream<JsonNode> cases() {
		return Goldens.cases("prompts.json", "prompt", "and");
	}

	@ParameterizedTest
	@MethodSource("cases")
	void splits(final JsonNode golden) {
		assertEquals(parts(golden.get("and")),
			Prompt.parse(golden.get("prompt").asText()).parts());
	}

	@Test
	void splitsMany() {
		final JsonNode batch = Goldens.file("prompts.json").get("and_batch");
		final JsonNode flat = batch.get("flat");
		for (int i = 0; i < batch.get("prompts").size(); i++) {
			final List<Prompt.Part> expected = new ArrayList<>();
			for (final JsonNode index : batch.get("indexes").get(i)) {
				expected.add(part(flat.get(index.get(0).asInt()), index.get(1)));
			}
			assertEquals(expected, Prompt.parse(batch.get("prompts").get(i).asText()).parts());
		}
	}

	private static List<Prompt.Part> parts(final JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false)
			.map(one -> part(one.get(0), one.get(1))).collect(Collectors.toList());
	}

	private static Prompt.Part part(final JsonNode text, final JsonNode weight) {
		return new Prompt.Part(text.asText(), weight.asDouble());
	}
}
