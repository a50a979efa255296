/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The check sums that come with a model. */
public final class CheckSums {

	private CheckSums() {}

	/**
	 * SHA-256 of files of a model, by path within it with slashes, as its manifest has them; empty
	 * where there is none.
	 */
	public static Map<String, String> of(final Path model) {
		final Map<String, String> sums = new TreeMap<>();
		Manifest.read(model).files().forEach((name, file) -> sums.put(name, file.sha256()));
		return sums;
	}
}
