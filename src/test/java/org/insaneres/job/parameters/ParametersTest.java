/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing parameters, and reading what was written. */
public class ParametersTest {

	@Test
	void writesAsA1111Does() {
		final Map<String, String> settings = new LinkedHashMap<>();
		settings.put("Steps", "20");
		settings.put("Size", "512x768");
		settings.put("Lora hashes", "a: 12, b: 34");
		assertEquals("a cat,\nsitting\nNegative prompt: dog\n"
			+ "Steps: 20, Size: 512x768, Lora hashes: \"a: 12, b: 34\"",
			new Parameters("a cat,\nsitting", "dog", settings).write());
		assertEquals("a\nSteps: 1", new Parameters("a", "", Map.of("Steps", "1")).write());
		assertEquals("", new Parameters("", "", Map.of()).write());
	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings().withChars("ab,:(\"\\[é日\n 1.").ofMaxLength(30)
			.map(text -> text.lines().map(String::strip).collect(Collectors.joining("\n")).strip());
	}

	@Provide
	Arbitrary<Map<String, String>> settings() {
		final Arbitrary<String> keys = Arbitraries.strings().withChars("abcé日_-/ 1").ofMinLength(2)
			.ofMaxLength(9).filter(key -> key.equals(key.strip()) && Character.isLetter(key.charAt(0)));
		final Arbitrary<String> values = Arbitraries.strings().withChars("ab:,\"\\\t\né日 x1")
			.ofMinLength(1)
			.ofMaxLength(12).filter(value -> value.equals(value.strip()) && !value.startsWith("\""));
		return Arbitraries.maps(keys, values).ofMinSize(3).ofMaxSize(8);
	}

	@Property(tries = 500, seed = "42")
	void readsWhatWasWritten(@ForAll("texts") final String prompt,
		@ForAll("texts") final String negative,
		@ForAll("settings") final Map<String, String> settings) {
		final Parameters parameters = new Parameters(prompt, negative, settings);
		final Parameters read = Parameters.parse(parameters.write());
		assertEquals(parameters, read);
		assertEquals(List.copyOf(settings.keySet()), List.copyOf(read.settings().keySet()));
	}

	@Property(tries = 500, seed = "42")
	void anyTextCanBeRead(@ForAll final String text) {
		assertTrue(Parameters.parse(text).completed().containsKey("Prompt"));
	}

	@ParameterizedTest
	@ValueSource(
		strings = {"aa: \"b", "aa: \"\\", "aa:", ":", "\\\"", " ", "\n", "a", "aa: b, ", "\"aa: "})
	void longTextsTakeLittleTime(final String piece) {
		final String text = piece.repeat(200_000 / piece.length());
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			Parameters.parse(text).completed();
			Parameters.parse("a\nbb: 1, cc: 2, " + text).completed();
		});
	}

	@Test
	void brokenSizesAreLeftAlone() {
		final Map<String, Object> completed = Parameters.parse(
			"a\nSteps: 1, Size: 99999999999x0, First pass size: 0x0, Seed: 1").completed();
		assertEquals("99999999999", completed.get("Size-1"));
		assertEquals(0, completed.get("Hires resize-1"));
	}
}
