/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.insaneres.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

	@TempDir
	Path home;

	private Path root;

	@BeforeEach
	void root() throws IOException {
		root = Files.createDirectory(home.resolve("models"));
	}

	private Path file(final String path) throws IOException {
		final Path file = home.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, "x");
	}

	/** What is found below a folder, as paths in the home; none of it can be used. */
	private List<String> places(final Path folder) {
		return new Models(List.of(folder)).problems().keySet().stream()
			.map(path -> home.relativize(path).toString().replace('\\', '/')).toList();
	}

	@Test
	void whatLiesInARootAndNoHiddenFiles() throws IOException {
		file("models/a/unet/model.onnx");
		file("models/b.safetensors");
		file("models/.downloads/c/unet/model.onnx");
		assertEquals(List.of("models/a", "models/b.safetensors"), places(root));
		assertEquals(List.of(), places(home.resolve("nowhere")));
	}

	@ParameterizedTest
	@ValueSource(strings = {"webui", "webui/models"})
	void checkpointsOfA1111InAnyFolder(final String imported) throws IOException {
		file("webui/models/Stable-diffusion/a.safetensors");
		file("webui/models/Stable-diffusion/photo/real/b.safetensors");
		file("webui/models/Stable-diffusion/old.ckpt");
		file("webui/models/Lora/style.safetensors");
		file("webui/models/VAE/vae.safetensors");
		Links.create(root, "webui", home.resolve(imported));
		final List<String> found = places(root).stream().filter(path -> path.endsWith(".safetensors"))
			.toList();
		assertEquals(List.of("webui/models/Stable-diffusion/a.safetensors",
			"webui/models/Stable-diffusion/photo/real/b.safetensors"), found);
	}

	@ParameterizedTest
	@ValueSource(strings = {"hf", "hf/hub"})
	void snapshotsOfHuggingFacesCache(final String imported) throws IOException {
		file("hf/hub/models--who--sd/snapshots/11/unet/model.onnx");
		file("hf/hub/models--who--sd/snapshots/22/unet/model.onnx");
		Files.createDirectories(home.resolve("hf/hub/models--who--sd/refs"));
		Files.writeString(home.resolve("hf/hub/models--who--sd/refs/main"), "11");
		file("hf/hub/models--who--one/snapshots/33/one.safetensors");
		file("hf/hub/models--who--bert/snapshots/44/model.safetensors");
		file("hf/hub/models--who--vae/snapshots/55/my-vae.safetensors");
		file("hf/hub/models--who--vae/snapshots/55/config.json");
		Links.create(root, "hf", home.resolve(imported));
		final List<String> found = places(root);
		assertTrue(found.contains("hf/hub/models--who--sd/snapshots/11"), found.toString());
		assertFalse(found.contains("hf/hub/models--who--sd/snapshots/22"), found.toString());
		assertEquals(List.of("hf/hub/models--who--one/snapshots/33/one.safetensors"), found.stream()
			.filter(path -> path.endsWith(".safetensors")).toList());
	}

	@Test
	void linksLeadToModelsAndFoldersOfModelsButNoFurther() throws IOException {
		file("else/single/unet/model.onnx");
		file("else/many/first/unet/model.onnx");
		file("else/many/second/unet/model.onnx");
		Links.create(home.resolve("else/many"), "loop", home.resolve("else/many"));
		Links.create(root, "single", home.resolve("else/single"));
		Links.create(root, "many", home.resolve("else/many"));
		Links.create(root, "gone", home.resolve("else/gone"));
		final List<String> models = places(root);
		assertEquals(List.of("else/single", "else/many/first", "else/many/second"), models);
	}

	@ParameterizedTest
	@CsvSource({"models/a,a", "hub/models--who--sd-1.5/snapshots/11,sd-1.5",
		"hub/models--gpt2/snapshots/11,gpt2", "hub/models--who--sd/snapshots/11/unet,unet"})
	void names(final String path, final String name) {
		assertEquals(name, Places.name(home.resolve(path)));
	}

	@Test
	void damagedLinksAreNone() throws IOException {
		Files.writeString(root.resolve("empty.link"), "\n");
		Files.write(root.resolve("odd.link"), new byte[]{(byte) 0xff, 0, 7});
		Files.write(root.resolve("large.link"), new byte[1 << 16]);
		Files.createDirectory(root.resolve("folder.link"));
		assertEquals(List.of(), Links.in(root));
		assertEquals(List.of(), Places.in(root).stream().filter(Models::looksLikeModel).toList());
	}

	@Test
	void aLinkIsNotOverwritten() {
		Links.create(root, "a", home.resolve("one"));
		final String sentence = assertThrows(Refusal.class, () -> Links.create(root, "a", home.resolve(
			"two"))).getMessage();
		assertTrue(sentence.contains("one"), sentence);
	}
}
