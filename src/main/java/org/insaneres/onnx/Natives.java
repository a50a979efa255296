/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OrtEnvironment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import org.insaneres.CacheFolder;

/**
 * Keeps ONNX Runtime's native libraries in a folder of their own in the user's cache.
 * <p>
 * Left alone, ONNX Runtime copies them to a new temporary folder at every start and on Windows
 * never gets rid of it.
 */
final class Natives {

	/**
	 * Tells ONNX Runtime where its libraries lie; must be set before its first class is initialised.
	 */
	private static final String PATH_PROPERTY = "onnxruntime.native.path";

	private Natives() {}

	/**
	 * Unpacks the libraries where that has not been done yet, and points ONNX Runtime to them. When
	 * that is impossible, ONNX Runtime goes its own way.
	 *
	 * @return where the libraries are taken from, in words
	 */
	static String prepare() {
		final String given = System.getProperty(PATH_PROPERTY);
		if (given != null) return "libraries in " + given + ", as asked for by " + PATH_PROPERTY;
		try {
			final Path folder = unpack(CacheFolder.path());
			System.setProperty(PATH_PROPERTY, folder.toString());
			return "libraries in " + folder;
		} catch (IOException | RuntimeException e) {
			return "libraries in a temporary folder, since unpacking them once was not possible ("
				+ e.getMessage() + ")";
		}
	}

	/**
	 * @param parent folder that gets one folder for each build of the libraries
	 * @return the folder with this build's libraries, complete and executable
	 */
	static Path unpack(final Path parent) throws IOException {
		final String library = System.mapLibraryName("onnxruntime");
		// Naming the class loads it but does not initialise it
		final URL url = OrtEnvironment.class.getResource("native/" + platform() + "/" + library);
		if (url == null) throw new IOException("none for " + platform());
		if (!(url.openConnection() instanceof JarURLConnection connection)) {
			throw new IOException("not in a jar: " + url);
		}
		connection.setUseCaches(false);
		try (JarFile jar = connection.getJarFile()) {
			final String entry = connection.getEntryName();
			final String build = Path.of(jar.getName()).getFileName().toString().replace(".jar", "");
			final Path folder = parent.resolve(String.format("%s-%s-%08x", build, platform(),
				jar.getEntry(entry).getCrc()));
			Files.createDirectories(folder);
			unpack(jar, entry.substring(0, entry.length() - library.length()), folder);
			// False also on volumes from which nothing may be executed
			if (!Files.isExecutable(folder.resolve(library))) {
				throw new IOException("nothing may be executed from " + folder);
			}
			return folder;
		}
	}

	private static void unpack(final JarFile jar, final String prefix, final Path folder)
		throws IOException {
		for (final Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements();) {
			final JarEntry entry = all.nextElement();
			if (entry.isDirectory() || !entry.getName().startsWith(prefix)) continue;
			final String name = entry.getName().substring(prefix.length());
			// Folders inside hold debug symbols
			if (name.indexOf('/') < 0) unpack(jar, entry, folder.resolve(name));
		}
	}

	private static void unpack(final JarFile jar, final JarEntry entry, final Path file)
		throws IOException {
		if (Files.exists(file) && Files.size(file) == entry.getSize() && sum(file) == entry.getCrc())
			return;
		// Another program may be doing the same at this moment: complete files only
		final Path part = Files.createTempFile(file.getParent(), "unpacking", null);
		try (InputStream in = jar.getInputStream(entry)) {
			Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
			part.toFile().setExecutable(true, true);
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(part);
		}
	}

	private static long sum(final Path file) throws IOException {
		try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
			in.transferTo(OutputStream.nullOutputStream());
			return in.getChecksum().getValue();
		}
	}

	/** Operating system and processor in ONNX Runtime's words, such as linux-x64. */
	static String platform() {
		final String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
		final String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
		final boolean x64 = arch.equals("amd64") || arch.equals("x86_64");
		return system(os, "osx", "win", "linux", os) + "-" + (x64 ? "x64" : arch);
	}

	/** Whether this is Windows. */
	static boolean windows() {
		return platform().startsWith("win");
	}

	private static String system(final String os, final String mac, final String windows,
		final String linux, final String other) {
		if (os.contains("mac") || os.contains("darwin")) return mac;
		if (os.contains("win")) return windows;
		return os.contains("nux") ? linux : other;
	}
}
