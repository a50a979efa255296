/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {

	private static final Path TINY = Path.of("src/test/resources/tiny-models");

	private final Models models = Models.found(List.of(TINY.resolve("models"), TINY.resolve("bad")));

	@TempDir
	Path folder;

	@Test
	void theDefaultModelIsFoundWithoutConfiguration() {
		final ModelInfo info = Models.found(List.of()).find("");
		assertEquals("mini", info.name());
		assertEquals("CC BY 4.0", info.licence());
		assertEquals(3, info.recommended().steps());
		assertTrue(info.bytes() > 20_000_000);
	}

	@Test
	void theDefaultModelLosesNothing() {
		try (DiffusionModel model = ModelFolder.open(Models.found(List.of()).find(null).folder(),
			Monitor.NONE)) {
			final Autoencoder autoencoder = model.autoencoder();
			assertTrue(autoencoder.linear());
			assertEquals(48, autoencoder.channels());
			assertEquals(4, autoencoder.factor());
			assertEquals(4, model.network().multiple());
			final float[] data = new float[3 * 64 * 48];
			for (int i = 0; i < data.length; i++) data[i] = (float) Math.sin(0.37 * i);
			final Tensor picture = new Tensor(data, 3, 64, 48);
			final Tensor back = autoencoder.decode(autoencoder.encode(picture, () -> false), () -> false);
			assertEquals(0, Npy.difference(picture, back), 1e-5);
		}
	}

	@Test
	void listsWhatRunsAndTellsWhatDoesNot() {
		final List<String> names = models.list().stream().map(ModelInfo::name).toList();
		assertTrue(names.containsAll(List.of("sd15", "sdxl", "mini", "control")), names.toString());
		final String reason = models.problems().get(TINY.resolve("bad/no-vae-decoder"));
		assertTrue(reason.contains("vae_decoder"), reason);
	}

	@Test
	void findsByNameInAnyCaseAndByPath() {
		assertEquals(Family.SDXL, models.find("SDXL").family());
		assertEquals(Family.SD2, models.find(TINY.resolve("models/sd2v").toString()).family());
		assertEquals(Family.LCM, models.find("lcm").family());
		assertEquals(Family.SD1, models.find("sd15-inpaint").family());
	}

	@Test
	void refusalsListTheNamesThereAre() {
		final String sentence = assertThrows(Refusal.class, () -> models.find("no such model\0"))
			.getMessage();
		assertTrue(sentence.contains("sd15") && sentence.contains("mini"), sentence);
	}

	@Test
	void checkSumsTellChangedFiles() throws IOException {
		final Path mini = Models.found(List.of()).find("mini").folder();
		ModelFolder.verify(mini, Monitor.NONE);
		try (Stream<Path> files = Files.walk(mini)) {
			for (final Path file : files.toList()) {
				final Path copy = folder.resolve(mini.relativize(file).toString());
				if (!Files.isDirectory(file)) Files.copy(file, copy);
				else if (!Files.exists(copy)) Files.createDirectory(copy);
			}
		}
		final Path vocabulary = folder.resolve("tokenizer/vocab.json");
		final byte[] bytes = Files.readAllBytes(vocabulary);
		bytes[100] ^= 1;
		Files.write(vocabulary, bytes);
		final String sentence = assertThrows(Refusal.class,
			() -> ModelFolder.verify(folder, Monitor.NONE)).getMessage();
		assertTrue(sentence.contains("vocab.json"), sentence);
		Files.delete(vocabulary);
		assertThrows(Refusal.class, () -> ModelFolder.verify(folder, Monitor.NONE));
		assertThrows(Refusal.class,
			() -> ModelFolder.verify(TINY.resolve("models/sd15"), Monitor.NONE));
	}

	@Test
	void loadingCanBeCanceled() {
		final Monitor monitor = new Monitor() {

			@Override
			public boolean canceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class,
			() -> ModelFolder.open(TINY.resolve("models/sd15"), monitor));
	}

	@Test
	void fixedSizesAreKnownBeforeTheRun() {
		try (DiffusionModel model = ModelFolder.open(TINY.resolve("bad/control-fixed-size"),
			Monitor.NONE)) {
			assertEquals(16, model.network().fixedSize()[0]);
			final Context context = new Context(new Tensor(new float[77 * 8], 77, 8), java.util.Map.of());
			final String sentence = assertThrows(Refusal.class, () -> model.network()
				.predict(new Tensor(new float[4 * 8 * 8], 4, 8, 8), 1, context, () -> false)).getMessage();
			assertTrue(sentence.contains("16 x 16"), sentence);
		}
	}
}
