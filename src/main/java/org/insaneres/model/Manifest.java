/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.insaneres.Monitor;
import org.insaneres.Refusal;

/**
 * The file insaneres.json that may lie in a model folder: what diffusers' files do not say.
 *
 * @param name for the {@code model} key
 * @param title for people
 * @param licence of the weights, a short name
 * @param source address it was installed from, empty for a model that came another way
 * @param recommended settings to begin with
 * @param files sizes and check sums by path within the folder, with slashes
 */
record Manifest(String name, String title, String licence, String source,
	ModelInfo.Recommended recommended, Map<String, Checksum> files) {

	static final String FILE = "insaneres.json";

	/**
	 * @param size in bytes
	 * @param sha256 64 hexadecimal digits
	 */
	record Checksum(long size, String sha256) {}

	/** Where the manifest of a model lies, a folder or a single file. */
	static Path beside(final Path model) {
		return Files.isRegularFile(model)
			? model.resolveSibling(model.getFileName() + "." + FILE)
			: model.resolve(FILE);
	}

	/** The manifest of a folder or single file; without one, the folder's name and nothing else. */
	static Manifest read(final Path folder) {
		final Json json = Json.readIfThere(beside(folder));
		final String name = json.text("name", Places.name(folder));
		final Json settings = json.inside("recommended");
		return new Manifest(name, json.text("title", name), json.text("licence", ""),
			json.text("source", ""),
			new ModelInfo.Recommended(settings.has("steps") ? settings.whole("steps", 0) : null,
				settings.has("strength") ? settings.number("strength", 0) : null,
				settings.has("guidance") ? settings.number("guidance", 0) : null,
				settings.text("sampler", null), settings.text("schedule", null),
				settings.text("prompt", null), settings.text("negative", null),
				settings.has("tile") ? settings.whole("tile", 0) : null),
			files(json.inside("files")));
	}

	private static Map<String, Checksum> files(final Json json) {
		final Map<String, Checksum> files = new LinkedHashMap<>();
		for (final Map.Entry<String, JsonNode> entry : json.object().properties()) {
			final Json file = json.inside(entry.getKey());
			files.put(entry.getKey(),
				new Checksum((long) file.number("size", -1), file.text("sha256", "")));
		}
		return files;
	}

	/**
	 * Reads every file named here and compares.
	 *
	 * @throws Refusal if one is missing or not what it should be
	 */
	void verify(final Path folder, final Monitor monitor) {
		long all = 1;
		for (final Checksum checksum : files.values()) all += checksum.size();
		long done = 0;
		for (final Map.Entry<String, Checksum> entry : files.entrySet()) {
			monitor.progress((double) done / all, "Checking " + entry.getKey());
			verify(inside(folder, entry.getKey()), entry.getValue(), monitor);
			done += entry.getValue().size();
		}
		monitor.progress(1, "Checked");
	}

	private static Path inside(final Path folder, final String name) {
		try {
			final Path file = folder.resolve(name).normalize();
			if (file.startsWith(folder.normalize())) return file;
		} catch (final InvalidPathException e) {
			// Said below
		}
		throw new Refusal("The file " + folder.resolve(FILE) + " names the file '" + name
			+ "', which cannot lie in the model's folder; download it again.");
	}

	private static void verify(final Path file, final Checksum expected, final Monitor monitor) {
		if (!Files.isRegularFile(file))
			throw new Refusal("The file " + file
				+ " of the model is missing; download it again.");
		try {
			final long size = Files.size(file);
			if (size != expected.size())
				throw new Refusal("The file " + file + " has " + size
					+ " bytes and should have " + expected.size() + "; download it again.");
			if (!Digests.sha256(file, monitor).equalsIgnoreCase(expected.sha256()))
				throw new Refusal("The file "
					+ file + " is not the one of the model (its SHA-256 differs); download it again.");
		} catch (final IOException e) {
			throw new Refusal("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
		}
	}
}
