/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in a model's files lead to nothing outside its folder. */
class PathsTest {

	private static final Path UNET = Path
		.of(System.getProperty("tinymodels", "src/test/resources/tiny-models"), "models/sdxl/unet");
	private static final String DATA = "model.onnx_data";

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

	/** As in the cache of Hugging Face, where every file of a folder is a link to one heap. */
	@Test
	void linksOfACacheAreFollowed() throws IOException {
		final Path heap = Files.createDirectories(root.resolve("blobs"));
		final Path unet = Files.createDirectories(root.resolve("snapshots/1/unet"));
		for (final String name : List.of("model.onnx", DATA)) {
			Files.copy(UNET.resolve(name), heap.resolve("sum-of-" + name));
			Files.createSymbolicLink(unet.resolve(name),
				Path.of("../../../blobs/sum-of-" + name));
		}
		try (Session session = Session.open(unet.resolve("model.onnx"), Options.DEFAULT)) {
			assertFalse(session.inputs().isEmpty());
		}
	}

	@Test
	void aLinkInAModelLeadsToNothingOutside() throws IOException {
		final Path unet = Files.createDirectories(root.resolve("model/unet"));
		Files.copy(UNET.resolve("model.onnx"), unet.resolve("model.onnx"));
		Files.copy(UNET.resolve(DATA), root.resolve("secret"));
		Files.createSymbolicLink(unet.resolve(DATA), root.resolve("secret"));
		final String sentence = assertThrows(Refusal.class,
			() -> Session.open(unet.resolve("model.onnx"), Options.DEFAULT).close()).getMessage();
		assertTrue(sentence.contains("model.onnx") && sentence.endsWith("."), sentence);
		System.out.println(sentence);
	}
}
