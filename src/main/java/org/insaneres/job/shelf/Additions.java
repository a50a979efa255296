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
import java.util.Map;
import java.util.regex.Pattern;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.model.Family;
import org.insaneres.model.Models;
import org.insaneres.model.adapter.Adapters;
import org.insaneres.model.adapter.Embedding;
import org.insaneres.model.adapter.Lora;
import org.insaneres.model.checkpoint.CheckpointOptions;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.model.checkpoint.Precision;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.prompt.ExtraNetworks;

/**
 * What a model is opened with: LoRAs that a prompt asks for, all embeddings that fit, a VAE, and
 * how exactly it computes. Equal ones make the same model.
 *
 * @param loras in order
 * @param embeddings that may be called by their names
 * @param vae instead of the model's own, or null
 * @param tiny the decoder of results, where the VAE's is not wanted, or null
 * @param precision of its network
 */
public record Additions(List<Dose> loras, List<Version> embeddings, Version vae, Version tiny,
	Precision precision) {

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
		final Adapters adapters = Installed.adapters();
		final VaeChoice choice = VaeChoice.of(settings.vae(), model, adapters, monitor);
		final Version vae = choice.file() == null ? null : Version.of(choice.file());
		final Version tiny = choice.tiny() ? Version.of(tiny(model, adapters)) : null;
		final Precision precision = Precision.named(settings.precision());
		if (Files.isDirectory(model)) {
			if (precision != Precision.FULL) {
				monitor.note("Warning: precision does nothing with the model " + model.getFileName()
					+ ", which is a folder of ONNX files; it computes a part of checkpoints coarsely.");
			}
			if (asked.loras().isEmpty()) {
				return new Additions(List.of(), List.of(), vae, tiny, Precision.FULL);
			}
			throw new Refusal("The prompt asks for the LoRA " + asked.loras().get(0).name()
				+ ", and " + model.getFileName() + " is a folder of ONNX files: exporting gave its weights"
				+ " other names and forms, in which a LoRA cannot find its places. Choose the .safetensors"
				+ " checkpoint that it was made from, or take the LoRA out of the prompt.");
		}
		return new Additions(
			asked.loras().stream().map(lora -> new Dose(Version.of(adapters.lora(lora.name())),
				lora.text(), lora.unet())).filter(Dose::acts).toList(),
			fitting(adapters.embeddings(), model, settings, monitor), vae, tiny, precision);
	}

	private static Path tiny(final Path model, final Adapters adapters) {
		final boolean large = Files.isDirectory(model)
			? Models.inspect(model).family() == Family.SDXL
			: Embedding.widths(SafeTensors.open(model)).size() > 1;
		final Family family = large ? Family.SDXL : Family.SD1;
		return adapters.tinyDecoder(family).orElseThrow(() -> new Refusal("vae is " + VaeChoice.TINY
			+ ", and there is no tiny decoder for this model in the folder models/vae_approx: put "
			+ (large ? "taesdxl" : "taesd") + "_decoder.safetensors there."));
	}

	/**
	 * Files that change what the model paints: LoRAs, the VAE, and embeddings that a prompt names.
	 */
	List<Path> files(final Path model, final GenerationSettings settings) {
		final String prompts = settings.prompt() + " " + settings.negative();
		final List<Path> files = new ArrayList<>();
		loras.forEach(dose -> files.add(dose.file.file));
		embeddings.stream().map(Version::file)
			.filter(file -> isWordIn(prompts, Adapters.name(file))).forEach(files::add);
		if (vae != null && !vae.file.equals(model)) files.add(vae.file);
		if (tiny != null) files.add(tiny.file);
		return files;
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
		return new CheckpointOptions(vae == null ? null : vae.file, patches, words, precision,
			machine);
	}
}
