/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import ij.IJ;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.model.Family;
import org.insaneres.model.ModelInfo;
import org.insaneres.model.Models;
import org.insaneres.model.adapter.Adapters;
import org.insaneres.onnx.Device;

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

	/** Whether any of them is a checkpoint, in one file. */
	public static boolean hasCheckpoints() {
		return library().list().stream().anyMatch(info -> Files.isRegularFile(info.folder()));
	}

	/** Names of what may run models. */
	public static List<String> devices() {
		return Device.NAMES;
	}

	/**
	 * @param name of an installed model, or the path of a model folder; empty for the default model
	 * @throws Refusal if there is no such model, or it can not be used
	 */
	public static ModelInfo find(final String name) {
		return library().find(name);
	}

	/** Name of the diffusion model of a hash, or of its first digits; null if there is none. */
	public static String model(final String hash) {
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
	public static Path upscaler(final String name) {
		for (final Path file : upscalerFiles()) {
			if (name(file).equalsIgnoreCase(name)) return file;
		}
		if (Models.UPSCALER.matcher(name).matches() && new File(name).isFile()) return Path.of(name);
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
		return library().upscalers();
	}

	/**
	 * Opens a model in the background, as it will probably be used soon.
	 *
	 * @param model its name; empty for the default model
	 * @param values of all keys it is used with
	 */
	public static void expect(final String model, final Function<String, Object> values) {
		ModelShelf.expect(model, Records.make(GenerationSettings.class, values));
	}

	/** What the key vae may be. */
	public static List<String> vaes() {
		final Adapters adapters = adapters();
		final List<String> names = new ArrayList<>(List.of(VaeChoice.AUTOMATIC, VaeChoice.NONE));
		adapters.vaes().stream().map(Adapters::name).distinct().forEach(names::add);
		final boolean tiny = Stream.of(Family.SD1, Family.SDXL).map(adapters::tinyDecoder)
			.anyMatch(Optional::isPresent);
		if (tiny) names.add(VaeChoice.TINY);
		return names;
	}

	/** Whether a LoRA, embedding, VAE or tiny decoder has this hash; its name is that of the file. */
	public static boolean hasAddition(final String name, final String hash, final Monitor monitor) {
		final Stream<Path> beside = library().list().stream()
			.map(info -> info.folder().resolveSibling(name)).filter(Files::isRegularFile);
		return Stream.concat(adapters().files(name).stream(), beside)
			.anyMatch(file -> Hashes.file(file, monitor).equals(hash));
	}

	/** LoRAs, embeddings and VAEs beside them. */
	static Adapters adapters() {
		return new Adapters(library().roots());
	}

	/**
	 * Where new models go: the first folder in SD Options, or the first that is there.
	 *
	 * @throws Refusal if there is no folder at all
	 */
	public static Path target() {
		return Stream.concat(Preferences.read().folders().stream(),
			Stream.concat(library().roots().stream().filter(Files::isDirectory),
				library().roots().stream()))
			.findFirst()
			.orElseThrow(() -> new Refusal("There is no models folder; choose one in SD Options."));
	}

	/**
	 * The models of the folders in SD Options, of this ImageJ, and those that come with the program.
	 */
	public static Models library() {
		final List<Path> chosen = new ArrayList<>(Preferences.read().folders());
		final String imagej = IJ.getDirectory("imagej");
		if (imagej != null) chosen.add(Path.of(imagej, "models"));
		return Models.found(chosen);
	}
}
