/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What A1111 reads from a parameters text. */
public class ParametersGoldenTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	static Stream<JsonNode> cases() {
		return list("cases");
	}

	static Stream<JsonNode> quote() {
		return list("quote");
	}

	static Stream<JsonNode> unquote() {
		return list("unquote");
	}

	@ParameterizedTest
	@MethodSource("cases")
	void pairs(final JsonNode golden) {
		final List<Map.Entry<String, String>> expected = new ArrayList<>();
		golden.get("pairs").forEach(p -> expected.add(Map.entry(p.get(0).asText(), p.get(1).asText())));
		assertEquals(expected, Parameters.settings(golden.get("text").asText()));
	}

	/** Compares as JSON text, so that types and order count too. */
	@ParameterizedTest
	@MethodSource("cases")
	void parsed(final JsonNode golden) throws IOException {
		assertEquals(JSON.writeValueAsString(golden.get("parsed")),
			JSON.writeValueAsString(Parameters.parse(golden.get("text").asText()).completed()));
	}

	@ParameterizedTest
	@MethodSource("quote")
	void quotes(final JsonNode golden) {
		assertEquals(golden.get(1).asText(), Quotes.add(golden.get(0).asText()));
	}

	@ParameterizedTest
	@MethodSource("unquote")
	void unquotes(final JsonNode golden) {
		assertEquals(golden.get(1).asText(), Quotes.remove(golden.get(0).asText()));
	}

	private static Stream<JsonNode> list(final String field) {
		final List<JsonNode> all = new ArrayList<>();
		try {
			JSON.readTree(Path.of(System.getProperty("goldens"), "metadata.json").toFile()).path(field)
				.forEach(all::add);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		System.out.println("metadata.json " + field + " cases: " + all.size());
		assertFalse(all.isEmpty(), "no " + field);
		return all.stream();
	}
}
