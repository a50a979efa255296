/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Damaged files, other kinds of files and pickles: none is a checkpoint, and each is told why. */
class BadCheckpointsGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));

	@TestFactory
	Stream<DynamicTest> refused() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode json : new ObjectMapper().readTree(ROOT.resolve("bad/bad.json").toFile())) {
			final String path = json.get("path").textValue();
			if (path.matches(".*\\.(safetensors|ckpt|pt)")) {
				tests.add(DynamicTest.dynamicTest(path, () -> check(json)));
			}
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final JsonNode json) {
		final Path file = ROOT.resolve(json.get("path").textValue());
		final String first = assertThrows(Refusal.class, () -> Checkpoint.inspect(file)).getMessage();
		final String message = assertThrows(Refusal.class,
			() -> Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)).getMessage();
		assertTrue(first.equals(message), message);
		assertTrue(message.contains(file.getFileName().toString()), message);
		assertTrue(message.endsWith(".") && !message.contains("\n") && message.length() < 600, message);
		final String what = json.get("what").textValue() + json.get("expected").textValue();
		if (what.contains("pickle")) assertTrue(message.contains("pickle"), message);
		for (final String kind : List.of("Flux", "ControlNet", "refiner", "LoRA")) {
			if (json.get("what").textValue().contains(kind)) {
				assertTrue(message.contains(kind), message);
			}
		}
		assertFalse(message.contains("Exception"), message);
	}
}
