/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;

/**
 * Compares the files of a model with known check sums: those of its manifest, or, in a cache of
 * Hugging Face, the names of the files its links lead to. Reads them in full.
 *
 * @param known whether there was anything to compare with
 * @param sums SHA-256 by file; of all files of weights where nothing was known
 */
public record Verification(boolean known, Map<String, String> sums) {

	private static final Pattern SUM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
	private static final List<String> WEIGHTS = List.of(".safetensors", ".onnx", "_data", ".data",
		".pb");

	/**
	 * @param model a folder or a single file
	 * @throws Refusal if a file is missing or not what it should be
	 */
	public static Verification of(final Path model, final Monitor monitor) {
		final Manifest manifest = Manifest.read(model);
		try {
			if (!manifest.files().isEmpty()) {
				manifest.verify(Files.isDirectory(model) ? model : model.resolveSibling(""), monitor);
				final Map<String, String> sums = new LinkedHashMap<>();
				manifest.files().forEach((name, file) -> sums.put(name, file.sha256()));
				return new Verification(true, sums);
			}
			final Map<Path, String> names = cached(model);
			return names.isEmpty()
				? new Verification(false, compute(model, monitor))
				: compare(model, names, monitor);
		} catch (final IOException e) {
			throw new Refusal("The model " + model + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/** Whether there are check sums to compare with. */
	static boolean possible(final Path model) {
		try {
			return !Manifest.read(model).files().isEmpty() || !cached(model).isEmpty();
		} catch (IOException | Refusal e) {
			return false;
		}
	}

	/** The check sums that the names of linked files are. */
	private static Map<Path, String> cached(final Path model) throws IOException {
		final Map<Path, String> sums = new LinkedHashMap<>();
		for (final Path file : files(model)) {
			if (!Files.isSymbolicLink(file)) continue;
			final String name = Files.readSymbolicLink(file).getFileName().toString();
			if (SUM.matcher(name).matches()) sums.put(file, name);
		}
		return sums;
	}

	private static Verification compare(final Path model, final Map<Path, String> expected,
		final Monitor monitor) throws IOException {
		final Map<String, String> sums = new LinkedHashMap<>();
		for (final Map.Entry<Path, String> entry : expected.entrySet()) {
			final Path file = entry.getKey();
			monitor.progress((double) sums.size() / expected.size(), "Checking " + file.getFileName());
			if (!Files.exists(file)) {
				throw new Refusal("The file " + file + " of the model is missing; download it again.");
			}
			if (!Digests.matches(file, entry.getValue(), monitor)) {
				throw new Refusal("The file " + file
					+ " is not the one of the model (its check sum differs); download it again.");
			}
			sums.put(name(model, file), entry.getValue());
		}
		return new Verification(true, sums);
	}

	private static Map<String, String> compute(final Path model, final Monitor monitor)
		throws IOException {
		final Map<String, String> sums = new LinkedHashMap<>();
		for (final Path file : files(model)) {
			if (WEIGHTS.stream().noneMatch(file.toString()::endsWith)) continue;
			monitor.progress(0, "Reading " + file.getFileName());
			sums.put(name(model, file), Digests.sha256(file, monitor));
		}
		return sums;
	}

	private static String name(final Path model, final Path file) {
		return model.equals(file)
			? file.getFileName().toString()
			: model.relativize(file).toString().replace('\\', '/');
	}

	private static List<Path> files(final Path model) throws IOException {
		try (Stream<Path> files = Files.walk(model)) {
			return files.filter(file -> !Files.isDirectory(file)).sorted().toList();
		}
	}
}
