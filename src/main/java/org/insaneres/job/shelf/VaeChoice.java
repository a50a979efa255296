/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.adapter.Adapters;
import org.insaneres.model.adapter.Embedding;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.onnx.SafeTensors;

/**
 * Which autoencoder a model is used with, by A1111's names.
 *
 * @param file of a VAE in place of the model's own; null for that one
 * @param tiny whether pictures are decoded by the tiny decoder, fast and slightly softer
 */
record VaeChoice(Path file, boolean tiny) {

	/** The one that goes by the model's name, or else its own. */
	static final String AUTOMATIC = "Automatic";

	/** The model's own. */
	static final String NONE = "None";

	/** As automatic, with the tiny decoder for the result. */
	static final String TINY = "TAESD";

	/**
	 * @param name one of these, the name of a VAE, or its path; empty for automatic
	 * @param model a checkpoint, or a folder of ONNX files
	 * @throws Refusal if there is no VAE of this name, with the names that there are
	 */
	static VaeChoice of(final String name, final Path model, final Adapters adapters,
		final Monitor monitor) {
		final String wish = name.strip();
		if (wish.equalsIgnoreCase(NONE)) {
			return new VaeChoice(Files.isDirectory(model) ? null : model, false);
		}
		final boolean tiny = wish.equalsIgnoreCase(TINY);
		if (wish.isEmpty() || tiny || wish.equalsIgnoreCase(AUTOMATIC)) {
			return new VaeChoice(Files.isDirectory(model) ? null : automatic(model, adapters, monitor),
				tiny);
		}
		return new VaeChoice(named(wish, model, adapters), false);
	}

	private static Path named(final String name, final Path model, final Adapters adapters) {
		final List<Path> all = new ArrayList<>(adapters.vaes());
		if (!Files.isDirectory(model)) all.add(0, beside(model));
		for (final Path file : all) {
			final boolean same = Adapters.name(file).equalsIgnoreCase(name)
				|| file.getFileName().toString().equalsIgnoreCase(name);
			if (same && Files.isRegularFile(file)) return file;
		}
		try {
			if (Files.isRegularFile(Path.of(name))) return Path.of(name).toAbsolutePath().normalize();
		} catch (final InvalidPathException e) {
			// Said below
		}
		throw new Refusal("vae is \"" + name + "\", but must be "
			+ String.join(", ", Installed.vaes()) + ", or the path of a .safetensors file; put VAEs"
			+ " into the folder models/VAE.");
	}

	private static Path beside(final Path model) {
		return model.resolveSibling(Adapters.name(model) + ".vae" + Checkpoint.ENDING);
	}

	/**
	 * A VAE beside the checkpoint counts first, then one that goes by its name. Where there is none
	 * inside, the only one that can be meant will do: for SDXL one with XL in its name.
	 */
	private static Path automatic(final Path model, final Adapters adapters,
		final Monitor monitor) {
		if (Files.isRegularFile(beside(model))) return beside(model);
		final String name = Adapters.name(model);
		final Optional<Path> own = adapters.vae(name);
		if (own.isPresent()) return own.get();
		final SafeTensors file = SafeTensors.open(model);
		if (file.names().stream().anyMatch(key -> key.endsWith("decoder.conv_in.weight"))) return null;
		final boolean large = Embedding.widths(file).size() > 1;
		final List<Path> fitting = adapters.vaes().stream()
			.filter(vae -> Adapters.name(vae).toLowerCase(Locale.ROOT).contains("xl") == large).toList();
		if (fitting.size() != 1) return null;
		monitor.note("The VAE " + Adapters.name(fitting.get(0)) + " is used with " + name
			+ ", which has none inside.");
		return fitting.get(0);
	}
}
