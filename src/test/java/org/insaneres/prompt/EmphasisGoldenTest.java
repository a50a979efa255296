/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runs that A1111 reads; where it fails, the text stays as it is. */
class EmphasisGoldenTest {

	static Stream<JsonNode> cases() {
		return Goldens.cases("prompts.json", "prompt", "attention");
	}

	@ParameterizedTest
	@MethodSource("cases")
	void reads(final JsonNode golden) {
		final String prompt = golden.get("prompt").asText();
		final List<Run> runs = Emphasis.A1111.read(prompt);
		if (golden.has("attention_error")) Assertions.assertEquals(List.of(new Run(prompt, 1)), runs);
		else Goldens.assertRuns(golden.get("attention"), runs);
	}
}
