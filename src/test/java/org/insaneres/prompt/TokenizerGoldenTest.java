/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids of Hugging Face's CLIP tokenizer, or of any where all agree. */
class TokenizerGoldenTest {

	static Stream<JsonNode> cases() {
		return Goldens.cases("tokens.json", "text");
	}

	@ParameterizedTest
	@MethodSource("cases")
	void encodes(final JsonNode golden) {
		final Tokenizer clip = Goldens.CLIP;
		final IntStream ids = IntStream.of(clip.encode(golden.get("text").asText()));
		assertArrayEquals(Goldens.ids(golden.has("ids_hf") ? golden.get("ids_hf") : golden.get("ids")),
			IntStream.concat(IntStream.concat(IntStream.of(clip.begin()), ids), IntStream.of(clip.end()))
				.toArray());
	}

	@Test
	void marks() {
		final JsonNode file = Goldens.file("tokens.json");
		assertEquals(file.get("bos").asInt(), Goldens.CLIP.begin());
		assertEquals(file.get("eos").asInt(), Goldens.CLIP.end());
		assertEquals(file.get("comma").asInt(), Goldens.CLIP.comma());
	}
}
