/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.legacy.PatchedImageJ;

/** What Jazzer calls with one input after the other; see {@link FuzzMarathon}. */
public final class FuzzTarget {

	private static Foreign kind;
	private static Path folder;

	private FuzzTarget() {}

	/** @param args the kind of input, and an empty folder */
	public static void fuzzerInitialize(final String[] args) throws IOException {
		new PatchedImageJ().launcherSessionOpened(null);
		kind = Foreign.valueOf(args[0]);
		folder = Files.createDirectories(Path.of(args[1]));
		// Vocabularies and the like are loaded once, and count for no input
		kind.seeds();
	}

	public static void fuzzerTestOneInput(final byte[] bytes) throws IOException {
		try {
			Trial.of(kind, bytes, folder);
		} catch (final AssertionError e) {
			// Classes that were loaded and instrumented meanwhile count for no input
			Trial.of(kind, bytes, folder);
		}
	}
}
