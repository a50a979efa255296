/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import java.nio.file.Path;
import java.util.Locale;

/** Where this program may keep files that it can do without, in the user's own cache. */
public final class CacheFolder {

	private CacheFolder() {}

	/** The folder, which need not exist yet. */
	public static Path path() {
		return users().resolve("InsaneRes");
	}

	private static Path users() {
		final String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
		final boolean mac = os.contains("mac") || os.contains("darwin");
		final boolean windows = !mac && os.contains("win");
		final Path home = Path.of(System.getProperty("user.home"));
		final String set = mac ? null : System.getenv(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
		if (set != null && Path.of(set).isAbsolute()) return Path.of(set);
		if (mac) return home.resolve("Library/Caches");
		return home.resolve(windows ? "AppData/Local" : ".cache");
	}
}
