/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in a model's files lead to nothing outside its folder. */
class PathsTest {

	@TempDir
	Path root;

	@ParameterizedTest
	@ValueSource(strings = {"../secret", "/etc/hostname", "a/../../secret", "\\u0000",
		"unet/../../secret"})
	void aManifestNamesNothingOutside(final String name) throws IOException {
		final Path folder = Files.createDirectories(root.resolve("model"));
		Files.writeString(root.resolve("secret"), "secret");
		Files.writeString(folder.resolve("insaneres.json"), "{\"files\": {\"" + name
			+ "\": {\"size\": 6, \"sha256\": \"" + "0".repeat(64) + "\"}}}");
		final String sentence = assertThrows(Refusal.class,
			() -> ModelFolder.verify(folder, Monitor.NONE)).getMessage();
		assertTrue(sentence.contains("cannot lie in the model's folder"), sentence);
	}
}
