/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.insaneres.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFileTest {

	private static final Path FOLDER = Path.of("folder").toAbsolutePath();

	@Provide
	static Arbitrary<String> paths() {
		return Arbitraries.strings().withChars("ab./\\: ~%*\n\0").ofMaxLength(12);
	}

	@Property(tries = 2000, seed = "1")
	void whatIsAcceptedStaysInsideAndKeepsItsName(@ForAll("paths") final String path) {
		try {
			RemoteFile.check(path);
		} catch (final Refusal refused) {
			return;
		}
		final Path file = FOLDER.resolve(path);
		assertEquals(file, file.normalize());
		assertTrue(file.startsWith(FOLDER) && !file.equals(FOLDER), path);
	}

	@ParameterizedTest
	@ValueSource(strings = {"unet/model.onnx", "a b.safetensors", "model.onnx_data", ".gitattributes",
		"v1.5/..a", "ü/漢.json"})
	void ordinaryNames(final String path) {
		assertDoesNotThrow(() -> RemoteFile.check(path));
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "/", "/etc/passwd", "../a", "a/../b", "a/./b", "a//b", "a\\b", "C:/a",
		"a.", "a /b", "a\nb"})
	void namesThatMeanSomethingElseSomewhere(final String path) {
		assertThrows(Refusal.class, () -> RemoteFile.check(path));
	}
}
