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
import org.insaneres.model.adapter.Adapters;

/** What lies in the models folder, by the names a user types. */
public final class Installed {

	/** As this program, A1111 and ComfyUI call them. */
	private static final List<String> UPSCALERS = List.of("upscalers", "ESRGAN", "RealESRGAN",
		"upscale_models");
	private static final String UPSCALER = ".*\\.(onnx|safetensors)";

	private Installed() {}

	/** Diffusion models, the default one first; empty if there is none. */
	public static List<String> models() {
		return library().list().stream().map(ModelInfo::name).sorted((a, b) -> {
			final int first = Boolean.compare(b.equals(Models.DEFAULT), a.equals(Models.DEFAULT));
			return first != 0 ? first : a.compareToIgnoreCase(b);
		}).toList();
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
		if (name.matches(UPSCALER) && new File(name).isFile()) return Path.of(name);
		throw new Refusal("upscaler is \"" + name + "\", but must be " +
			String.join(", ", Stream
				.concat(Stream.of(Enlargement.LANCZOS), upscalers().stream()).toList())
			+
			" or the path of an .onnx or .safetensors file; put upscalers into the folder" +
			" models/upscalers.");
	}

	private static String name(final Path file) {
		return file.getFileName().toString().replaceFirst("\\.(onnx|safetensors)$", "");
	}

	private static List<Path> upscalerFiles() {
		final List<Path> files = new ArrayList<>();
		for (final Path root : library().roots()) {
			for (final String folder : UPSCALERS) {
				try (Stream<Path> inside = Files.list(root.resolve(folder))) {
					inside.filter(file -> file.toString().matches(UPSCALER)).sorted().forEach(files::add);
				} catch (final IOException e) {
					// A folder that does not exist holds none
				}
			}
		}
		return files;
	}

	/** LoRAs, embeddings and VAEs beside them. */
	static Adapters adapters() {
		return new Adapters(library().roots());
	}

	/** The models of this ImageJ and those that come with the program. */
	static Models library() {
		final String imagej = IJ.getDirectory("imagej");
		return Models.found(imagej == null ? List.of() : List.of(Path.of(imagej, "models")));
	}
}
