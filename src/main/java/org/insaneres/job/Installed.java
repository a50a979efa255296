/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.IJ;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.model.ModelInfo;
import org.insaneres.model.Models;

/** What lies in the models folder, by the names a user types. */
public final class Installed {

	private Installed() {}

	/** Diffusion models, the default one first; empty if there is none. */
	public static List<String> models() {
		return library().list().stream().map(ModelInfo::name).sorted((a, b) -> {
			final int first = Boolean.compare(b.equals(Models.DEFAULT), a.equals(Models.DEFAULT));
			return first != 0 ? first : a.compareToIgnoreCase(b);
		}).toList();
	}

	/** Name of the diffusion model of a hash, or of its first digits; null if there is none. */
	static String model(final String hash) {
		return library().list().stream().filter(info -> Hashes.isModel(info.folder(), hash))
			.map(ModelInfo::name).findFirst().orElse(null);
	}

	/** The settings that a model's maker recommends, by key; empty if there are none. */
	public static Map<String, Object> recommended(final String model) {
		final ModelInfo.Recommended recommended;
		try {
			recommended = library().find(model).recommended();
		} catch (final Refusal refusal) {
			return Map.of(); // It is said when the model is to be used
		}
		if (recommended == null) return Map.of();
		final Map<String, Object> values = Records.values(recommended);
		values.values().removeIf(Objects::isNull);
		return values;
	}

	/** Networks that enlarge pictures before diffusion; empty if there is none. */
	public static List<String> upscalers() {
		return upscalerFiles().stream().map(Installed::name).distinct().toList();
	}

	/**
	 * @param name of an installed upscaler, or the path of an ONNX file
	 * @throws Refusal if there is none, with the names that there are
	 */
	static Path upscaler(final String name) {
		for (final Path file : upscalerFiles()) {
			if (name(file).equalsIgnoreCase(name)) return file;
		}
		if (name.endsWith(".onnx") && new File(name).isFile()) return Path.of(name);
		throw new Refusal("upscaler is \"" + name + "\", but must be " +
			String.join(", ", Stream
				.concat(Stream.of(Enlargement.LANCZOS), upscalers().stream()).toList())
			+
			" or the path of an ONNX file; put upscalers into the folder models/upscalers.");
	}

	private static String name(final Path file) {
		return file.getFileName().toString().replaceFirst("\\.onnx$", "");
	}

	private static List<Path> upscalerFiles() {
		final List<Path> files = new ArrayList<>();
		for (final Path root : library().roots()) {
			try (Stream<Path> inside = Files.list(root.resolve("upscalers"))) {
				inside.filter(file -> file.toString().endsWith(".onnx")).sorted().forEach(files::add);
			} catch (final IOException e) {
				// A folder that does not exist holds none
			}
		}
		return files;
	}

	/** The models of this ImageJ and those that come with the program. */
	static Models library() {
		final String imagej = IJ.getDirectory("imagej");
		return Models.found(imagej == null ? List.of() : List.of(Path.of(imagej, "models")));
	}
}
