/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A plugins folder for an ImageJ that has the classes of this plugin on its class path: it holds a
 * jar with nothing but plugins.config, where ImageJ looks for the menu.
 */
final class PluginsFolder {

	private static final String CONFIG = "plugins.config";

	private PluginsFolder() {}

	/** Makes the folder, which goes away with this Java, and tells ImageJ of it. */
	static void install() throws IOException {
		final Path root = Files.createTempDirectory("insaneres");
		final Path plugins = Files.createDirectory(root.resolve("plugins"));
		final Path jar = plugins.resolve("InsaneRes_.jar");
		try (InputStream config = PluginsFolder.class.getResourceAsStream("/" + CONFIG);
			JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			if (config == null) throw new FileNotFoundException(CONFIG + " is not on the class path.");
			out.putNextEntry(new JarEntry(CONFIG));
			config.transferTo(out);
		}
		// Deleted in reverse order
		for (final Path path : new Path[]{root, plugins, jar}) path.toFile().deleteOnExit();
		System.setProperty("plugins.dir", root.toString());
	}
}
