/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;

/** Damaged and odd safetensors files: read or refused, as the safetensors library does. */
class SafeTensorsGoldenTest {

	@Test
	void agreesWithTheLibrary() throws IOException {
		final Path root = Path.of(System.getProperty("tinymodels"));
		int cases = 0;
		for (final JsonNode file : new ObjectMapper().readTree(
			Files.readString(root.resolve("bad/bad.json")))) {
			final Path path = root.resolve(file.get("path").asText());
			if (!file.has("safetensors_library") && !path.toString().matches(".*\\.(ckpt|pt)")) continue;
			if (!Files.exists(path)) continue;
			if (file.path("safetensors_library").asText().startsWith("reads")) readsAll(path);
			else
				assertTrue(assertThrows(Refusal.class, () -> SafeTensors.open(path), path.toString())
					.getMessage().contains(path.toString()));
			cases++;
		}
		System.out.println("cases: " + cases);
		assertTrue(cases > 0);
	}

	private static void readsAll(final Path path) {
		final SafeTensors file = SafeTensors.open(path);
		for (final String name : file.names()) {
			assertTrue(file.read(name).length == file.entry(name).elements(), path + " " + name);
		}
	}
}
