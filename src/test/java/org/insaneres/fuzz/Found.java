/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Inputs that did harm, kept for whoever mends it. */
final class Found {

	private static final Path FOLDER = Path.of("target", "fuzz");

	private Found() {}

	/** @return where it is kept */
	static Path save(final Foreign kind, final byte[] bytes) throws IOException {
		Files.createDirectories(FOLDER);
		return Files.write(
			FOLDER.resolve(kind + "-" + Integer.toHexString(java.util.Arrays.hashCode(bytes))), bytes);
	}
}
