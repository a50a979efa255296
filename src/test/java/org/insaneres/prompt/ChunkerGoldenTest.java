/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chunks that A1111 makes. */
class ChunkerGoldenTest {

	private static final int LENGTH = Goldens.file("chunks.json").get("chunk_length").asInt() + 2;

	static Stream<JsonNode> cases() {
		return Goldens.cases("chunks.json", "prompt", "chunks");
	}

	@ParameterizedTest
	@MethodSource("cases")
	void cuts(final JsonNode golden) {
		final Chunker chunker = Chunker.of(Goldens.CLIP, LENGTH, -1)
			.withBacktrack(golden.get("backtrack").asInt());
		final String prompt = golden.get("prompt").asText();
		assertEquals(golden.get("token_count").asInt(), chunker.count(prompt));
		final List<Chunk> chunks = chunker.chunks(prompt);
		assertEquals(golden.get("chunks").size(), chunks.size());
		for (int i = 0; i < chunks.size(); i++) {
			assertChunk(golden.get("chunks").get(i), chunks.get(i));
		}
	}

	private static void assertChunk(final JsonNode expected, final Chunk chunk) {
		final int[] begin = Goldens.ids(expected.get("ids"));
		final int[] ids = Arrays.copyOf(begin, LENGTH);
		Arrays.fill(ids, begin.length, LENGTH, Goldens.CLIP.end());
		assertArrayEquals(ids, chunk.ids());
		final float[] weights = new float[LENGTH];
		Arrays.fill(weights, 1);
		final JsonNode given = expected.path("weights");
		for (int i = 0; i < given.size(); i++) {
			weights[i] = (float) given.get(i).asDouble();
		}
		assertArrayEquals(weights, chunk.weights(), 1e-6f);
		assertEquals(given.isArray(), chunk.weighted());
	}
}
