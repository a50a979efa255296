/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {

	@TempDir
	Path parent;

	@Test
	void unpacksOnceAndMendsWhatIsCut() throws IOException {
		final Path folder = Natives.unpack(parent);
		assertTrue(folder.getFileName().toString().contains(Natives.platform()), folder.toString());
		final Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
		final long size = Files.size(library);
		final FileTime early = FileTime.fromMillis(1_000_000);
		Files.setLastModifiedTime(library, early);
		assertEquals(folder, Natives.unpack(parent));
		assertEquals(early, Files.getLastModifiedTime(library), "written again");
		final byte[] whole = Files.readAllBytes(library);
		Files.write(library, new byte[1000]);
		Natives.unpack(parent);
		assertEquals(size, Files.size(library));
		Files.write(library, new byte[(int) size]);
		Natives.unpack(parent);
		assertArrayEquals(whole, Files.readAllBytes(library), "damaged, but of the right size");
		try (var files = Files.list(folder)) {
			assertTrue(files.noneMatch(file -> file.toString().contains("unpacking")));
		}
	}

	@Test
	void startsAndSaysFromWhere() {
		final String line = OnnxRuntime.start();
		assertTrue(line.contains(Natives.platform()) && line.contains(".jar"), line);
	}
}
