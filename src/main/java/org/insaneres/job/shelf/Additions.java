/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.model.adapter.Adapters;
import org.insaneres.model.adapter.Embedding;
import org.insaneres.model.adapter.Lora;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.CheckpointOptions;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.prompt.ExtraNetworks;

/**
 * What a checkpoint is opened with: LoRAs that a prompt asks for, all embeddings that fit, and a
 * VAE of its name. Equal ones make the same model.
 *
 * @param loras in order
 * @param embeddings that may be called by their names
 * @param vae instead of the one inside, or null
 */
public record Additions(List<Dose> loras, List<Version> embeddings, Version vae) {

	/** None at all: how folders of ONNX files are opened. */
	static final Additions NONE = new Additions(List.of(), List.of(), null);

	/**
	 * A LoRA and how much of it.
	 *
	 * @param text strength in the text encoders
	 * @param unet strength in the network
	 */
	record Dose(Version file, double text, double unet) {

		boolean acts() {
			return text != 0 || unet != 0;
		}
	}

	/** A file as it is now. */
	record Version(Path file, long bytes, long time) {

		static Version of(final Path file) {
			try {
				return new Version(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
			} catch (final IOException e) {
				throw new Refusal("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
			}
		}
	}

	/** The files that they come from. */
	List<Path> files() {
		return Stream.of(loras.stream().map(Dose::file), embeddings.stream(), Stream.ofNullable(vae))
			.flatMap(versions -> versions).map(Version::file).toList();
	}

	/**
	 * Finds the files.
	 *
	 * @param model a checkpoint, or a folder of ONNX files
	 * @param settings with the prompts that ask for them
	 * @throws Refusal if there is no LoRA of a name, or the model takes none; or if an embedding that
	 * a prompt names cannot be read
	 */
	static Additions of(final Path model, final GenerationSettings settings,
		final Monitor monitor) {
		final ExtraNetworks asked = settings.extraNetworks();
		for (final String other : asked.others()) {
			monitor.note(
				"Warning: <" + other + "> in the prompt has no effect; only <lora:name:0.8> is known.");
		}
		if (Files.isDirectory(model)) {
			if (asked.loras().isEmpty()) return NONE;
			throw new Refusal("The prompt asks for the LoRA " + asked.loras().get(0).name()
				+ ", and LoRAs need a .safetensors checkpoint, while " + model.getFileName()
				+ " is a folder of ONNX files; choose another model, or take the LoRA out of the prompt.");
		}
		final Adapters adapters = Installed.adapters();
		return new Additions(
			asked.loras().stream().map(lora -> new Dose(Version.of(adapters.lora(lora.name())),
				lora.text(), lora.unet())).filter(Dose::acts).toList(),
			fitting(adapters.embeddings(), model, settings, monitor),
			vae(model, adapters, monitor));
	}

	/**
	 * A VAE beside the checkpoint counts first, then one that goes by its name. Where there is none
	 * inside, the only one that can be meant will do: for SDXL one with XL in its name.
	 */
	private static Version vae(final Path model, final Adapters adapters, final Monitor monitor) {
		final String name = Adapters.name(model);
		final Path beside = model.resolveSibling(name + ".vae" + Checkpoint.ENDING);
		if (Files.isRegularFile(beside)) return Version.of(beside);
		final Optional<Path> own = adapters.vae(name);
		if (own.isPresent()) return Version.of(own.get());
		final SafeTensors file = SafeTensors.open(model);
		if (file.names().stream().anyMatch(key -> key.endsWith("decoder.conv_in.weight"))) return null;
		final boolean large = Embedding.widths(file).size() > 1;
		final List<Path> fitting = adapters.vaes().stream()
			.filter(vae -> Adapters.name(vae).toLowerCase(Locale.ROOT).contains("xl") == large).toList();
		if (fitting.size() != 1) return null;
		monitor.note("The VAE " + Adapters.name(fitting.get(0)) + " is used with " + name
			+ ", which has none inside.");
		return Version.of(fitting.get(0));
	}

	/** The embeddings for this kind of model; says so where a prompt names another one. */
	private static List<Version> fitting(final List<Path> files, final Path checkpoint,
		final GenerationSettings settings, final Monitor monitor) {
		if (files.isEmpty()) return List.of();
		final List<Integer> widths = Embedding.widths(SafeTensors.open(checkpoint));
		final String prompts = settings.prompt() + " " + settings.negative();
		final List<Version> fitting = new ArrayList<>();
		for (final Path file : files) {
			final boolean named = isWordIn(prompts, Adapters.name(file));
			try {
				final List<Integer> own = Embedding.open(file).widths();
				if (own.equals(widths)) fitting.add(Version.of(file));
				else if (named) {
					monitor.note("Warning: the embedding " + Adapters.name(file) + " is not used, as it has"
						+ " vectors of width " + own + ", and " + checkpoint.getFileName() + " takes " + widths
						+ ".");
				}
			} catch (final Refusal e) {
				if (named) throw e;
			}
		}
		return fitting;
	}

	private static boolean isWordIn(final String text, final String word) {
		return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(text).find();
	}

	/**
	 * How a checkpoint is opened with them.
	 *
	 * @param monitor told what does not fit and is left out
	 * @throws Refusal if a LoRA does not fit at all
	 */
	CheckpointOptions options(final Path checkpoint, final Options machine,
		final Monitor monitor) {
		final SafeTensors file = SafeTensors.open(checkpoint);
		final List<Patch> patches = new ArrayList<>();
		for (final Dose dose : loras) {
			patches.add(Lora.open(dose.file.file).on(file, dose.text, dose.unet, monitor));
		}
		final List<Integer> widths = Embedding.widths(file);
		final Map<String, List<float[][]>> words = new LinkedHashMap<>();
		for (final Version version : embeddings) {
			try {
				words.put(Adapters.name(version.file), Embedding.open(version.file).vectors(widths));
			} catch (final Refusal e) {
				monitor.note("Warning: left out. " + e.getMessage());
			}
		}
		return new CheckpointOptions(vae == null ? null : vae.file, patches, words, machine);
	}
}
