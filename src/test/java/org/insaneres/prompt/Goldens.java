/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads reference results and the vocabulary they were made with. */
final class Goldens {

	/** CLIP's vocabulary. */
	static final Tokenizer CLIP = Tokenizer.clip();

	private Goldens() {}

	/** A whole file of the goldens folder. */
	static JsonNode file(final String name) {
		try {
			return new ObjectMapper().readTree(Path.of(System.getProperty("goldens"), name).toFile());
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The cases of a file that have all of these fields. */
	static Stream<JsonNode> cases(final String name, final String... fields) {
		final List<JsonNode> cases = new ArrayList<>();
		for (final JsonNode one : file(name).path("cases")) {
			if (Stream.of(fields).allMatch(one::has)) cases.add(one);
		}
		System.out.println(name + " " + String.join(" ", fields) + " cases: " + cases.size());
		assertFalse(cases.isEmpty(), "no cases in " + name);
		return cases.stream();
	}

	static int[] ids(final JsonNode list) {
		final int[] ids = new int[list.size()];
		for (int i = 0; i < ids.length; i++) {
			ids[i] = list.get(i).asInt();
		}
		return ids;
	}

	/** Compares texts exactly and weights to 1e-12 with a list of [text, weight]. */
	static void assertRuns(final JsonNode expected, final List<Run> runs) {
		assertEquals(expected.size(), runs.size(), () -> expected + " but " + runs);
		for (int i = 0; i < runs.size(); i++) {
			assertEquals(expected.get(i).get(0).asText(), runs.get(i).text(), runs::toString);
			final double weight = expected.get(i).get(1).asDouble();
			assertEquals(weight, runs.get(i).weight(), 1e-12 * Math.max(1, Math.abs(weight)),
				runs::toString);
		}
	}
}
