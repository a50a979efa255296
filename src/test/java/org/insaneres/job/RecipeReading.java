/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.nio.file.Path;

/** A recipe read from its file. */
public final class RecipeReading {

	private RecipeReading() {}

	public static void read(final Path file) {
		Recipe.named(file.toString()).write();
	}
}
