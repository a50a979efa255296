/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {

	private static final Path GRAPH = Path.of("src/test/resources/tiny-models/models/sd15")
		.resolve("vae_encoder/model.onnx");

	@TempDir
	Path folder;

	@Test
	void theProcessorWorks() {
		assertTrue(Providers.obstacle(Device.CPU).isEmpty());
		assertNull(Providers.choose(Device.CPU).reason());
	}

	/** On machines that have one, there is none. */
	@ParameterizedTest
	@ValueSource(strings = {"CUDA", "TensorRT", "CoreML"})
	void whatCannotBeUsedHasAReasonAndIsReplaced(final String name) {
		final Device device = Device.of(name);
		final Providers.Choice choice = Providers.choose(device);
		assertEquals(Providers.obstacle(device).isEmpty(), choice.device().equals(device));
		if (choice.device().equals(device)) return;
		assertEquals(Device.CPU, choice.device());
		assertTrue(choice.reason().startsWith("Warning: " + name + " cannot be used ("),
			choice.reason());
		assertTrue(choice.reason().contains(Providers.obstacle(device).orElseThrow()));
	}

	@Test
	void automaticNeverFails() {
		final Providers.Choice choice = Providers.choose(Device.AUTOMATIC);
		if (!Providers.built(Device.CUDA)) assertEquals(new Providers.Choice(Device.CPU, null), choice);
	}

	@Test
	void aLibraryThatIsNoneIsReplacedTwice() throws IOException {
		final Path library = Files.writeString(folder.resolve("plugin.so"), "nothing");
		final Device device = Device.of(library.toString());
		for (int i = 0; i < 2; i++) {
			final Providers.Choice choice = Providers.choose(device);
			assertEquals(Device.CPU, choice.device());
			assertTrue(choice.reason().contains("plugin.so"), choice.reason());
		}
	}

	@Test
	void aSessionTellsWhatRunsIt() throws IOException {
		final Path library = Files.writeString(folder.resolve("other.so"), "nothing");
		try (
			Session session = Session.open(GRAPH, new Options(1, false, Device.of(library.toString())))) {
			assertEquals(Device.CPU, session.device());
			assertTrue(session.fallback().contains("other.so"), session.fallback());
			final Port in = session.inputs().get(0);
			assertTrue(session.run(Map.of(in.name(), new Tensor(new float[3 * 16 * 16], 1, 3, 16, 16)),
				() -> false).size() > 0);
		}
		try (Session session = Session.open(GRAPH, Options.DEFAULT)) {
			assertNull(session.fallback());
		}
	}

	@ParameterizedTest
	@CsvSource({"cuda,CUDA", "' TENSORRT ',TensorRT", "'',Automatic", "coreml,CoreML"})
	void names(final String text, final String name) {
		assertEquals(name, Device.of(text).name());
	}

	@Test
	void otherNamesAreRefusedWithTheList() {
		final String sentence = assertThrows(Refusal.class, () -> Device.of("Toaster")).getMessage();
		assertTrue(sentence.contains("Automatic, CPU, CUDA, TensorRT, CoreML"), sentence);
	}
}
