/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For tools that start another Java. */
public final class ClassPath {

	private ClassPath() {}

	/** What this runs with, also where Maven runs it in its own process. */
	public static String current() {
		return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
			? Stream.of(loader.getURLs()).map(url -> Path.of(URI.create(url.toString())).toString())
				.collect(Collectors.joining(File.pathSeparator))
			: System.getProperty("java.class.path");
	}
}
