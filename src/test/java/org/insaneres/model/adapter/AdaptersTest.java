/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.insaneres.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptersTest {

	@TempDir
	Path folder;

	private Path first;
	private Path second;
	private Adapters adapters;

	@BeforeEach
	void make() {
		first = folder.resolve("first");
		second = folder.resolve("second");
		adapters = new Adapters(List.of(first, folder.resolve("nothing"), second));
	}

	private static Path put(final Path file) throws IOException {
		Files.createDirectories(file.getParent());
		return Files.write(file, new byte[]{(byte) 0x80, 2, '}', 'q', 1, 2, 3, 4, 5});
	}

	@Test
	void findsLorasByNameInAnyCaseAndDepth() throws IOException {
		final Path sharp = put(second.resolve("Lora/detail/Sharp v1.2.safetensors"));
		put(second.resolve("loras/other.SafeTensors"));
		put(second.resolve("elsewhere/hidden.safetensors"));
		assertEquals(sharp, adapters.lora("sharp V1.2"));
		assertEquals(Set.of("other", "Sharp v1.2"), adapters.loras());
		final Path better = put(first.resolve("loras/sharp v1.2.safetensors"));
		assertEquals(better, adapters.lora("Sharp v1.2"));
		final String message = assertThrows(Refusal.class, () -> adapters.lora("hidden"))
			.getMessage();
		assertTrue(message.contains("hidden") && message.contains("other, sharp v1.2"), message);
	}

	@Test
	void saysWhyPicklesAreRefused() throws IOException {
		put(first.resolve("Lora/old.pt"));
		assertTrue(
			assertThrows(Refusal.class, () -> adapters.lora("old")).getMessage().contains("pickle"));
	}

	@Test
	void embeddingsGoBeforePicklesOfTheSameName() throws IOException {
		put(first.resolve("embeddings/bad.pt"));
		final Path good = put(second.resolve("embeddings/bad.safetensors"));
		final Path only = put(first.resolve("embeddings/only.bin"));
		assertEquals(List.of(good, only), adapters.embeddings());
	}

	@Test
	void vaesGoByTheNameOfTheCheckpoint() throws IOException {
		assertEquals(Optional.empty(), adapters.vae("model"));
		final Path vae = put(first.resolve("VAE/Model.vae.safetensors"));
		assertEquals(Optional.of(vae), adapters.vae("model"));
	}
}
