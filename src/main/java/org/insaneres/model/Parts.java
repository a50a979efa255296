/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.insaneres.Refusal;
import org.insaneres.onnx.OnnxFile;
import org.insaneres.onnx.Port;

/**
 * The ONNX files of a model folder in diffusers' layout, looked at but not loaded, and whether they
 * fit together.
 *
 * @param folder where they lie
 * @param texts one text encoder, or two
 * @param unet the network
 * @param encoder from pictures to latents
 * @param decoder back
 */
record Parts(Path folder, List<OnnxFile> texts, OnnxFile unet, OnnxFile encoder,
	OnnxFile decoder) {

	private static final Set<String> USUAL = Set.of("sample", "timestep", "encoder_hidden_states");
	private static final Set<String> EXTRA = Set.of("text_embeds", "time_ids", "timestep_cond");

	/** @throws Refusal if a part is missing, damaged or does not fit the others */
	static Parts read(final Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new Refusal("There is no model folder " + folder + ".");
		}
		final List<OnnxFile> texts = new ArrayList<>();
		texts.add(part(folder, "text_encoder"));
		if (Files.exists(folder.resolve("text_encoder_2"))) texts.add(part(folder, "text_encoder_2"));
		final Parts parts = new Parts(folder, List.copyOf(texts), part(folder, "unet"),
			part(folder, "vae_encoder"), part(folder, "vae_decoder"));
		parts.checkNames();
		parts.checkChannels();
		parts.checkWidths();
		for (int i = 0; i < texts.size(); i++) {
			for (final String name : List.of("vocab.json", "merges.txt")) {
				final Path file = parts.tokenizer(i).resolve(name);
				if (!Files.isRegularFile(file))
					throw new Refusal("The model " + folder
						+ " is incomplete: " + file + " is missing; download it again.");
			}
		}
		return parts;
	}

	private static OnnxFile part(final Path folder, final String name) {
		final Path file = folder.resolve(name).resolve("model.onnx");
		if (!Files.isRegularFile(file)) {
			throw new Refusal("The model " + folder + " is incomplete: its part " + name + " ("
				+ name + "/model.onnx) is missing; download or export it again.");
		}
		final OnnxFile read = OnnxFile.read(file);
		read.check();
		return read;
	}

	/** Folder of the vocabulary of a text encoder. */
	Path tokenizer(final int encoder) {
		return folder.resolve(encoder == 0 ? "tokenizer" : "tokenizer_" + (encoder + 1));
	}

	/** config.json beside a part; without fields where there is none. */
	static Json config(final OnnxFile part) {
		return Json.readIfThere(part.path().resolveSibling("config.json"));
	}

	/** Inputs of the network beside the usual three. */
	List<Port> extras() {
		return unet.inputs().stream().filter(port -> EXTRA.contains(port.name())).toList();
	}

	/** Channels of a latent. */
	int latentChannels() {
		return side(decoder.inputs().get(0), 1);
	}

	/** Size of all files of weights, in bytes. */
	long bytes() {
		return texts.stream().mapToLong(OnnxFile::bytes).sum() + unet.bytes() + encoder.bytes()
			+ decoder.bytes();
	}

	/** What the weights take when loaded for the processor, in bytes. */
	long memory() {
		return texts.stream().mapToLong(OnnxFile::memory).sum() + unet.memory() + encoder.memory()
			+ decoder.memory();
	}

	private void checkNames() {
		final Set<String> unknown = new TreeSet<>();
		final Set<String> missing = new TreeSet<>(USUAL);
		for (final Port port : unet.inputs()) {
			missing.remove(port.name());
			if (!USUAL.contains(port.name()) && !EXTRA.contains(port.name())) unknown.add(port.name());
		}
		if (missing.isEmpty() && unknown.isEmpty()) return;
		throw new Refusal("The network " + unet.path() + " cannot be used: "
			+ (missing.isEmpty() ? "" : "it lacks the inputs " + missing + "; ")
			+ (unknown.isEmpty() ? "" : "it wants the unknown inputs " + unknown + "; ")
			+ "use a plain export of diffusers or optimum.");
	}

	private void checkChannels() {
		single(encoder);
		single(decoder);
		final int latent = latentChannels();
		final int in = side(unet.inputs().stream().filter(port -> port.name().equals("sample"))
			.findFirst().orElseThrow(), 1);
		if (in > 0 && latent > 0 && in != latent && in != 2 * latent + 1) {
			throw new Refusal("The network " + unet.path() + " takes " + in + " channels, and latents"
				+ " have " + latent + ": only networks for image-to-image (" + latent
				+ ") and inpainting (" + (2 * latent + 1) + ") can be used.");
		}
	}

	private void checkWidths() {
		int width = 0;
		for (final OnnxFile text : texts) {
			final Port hidden = text.outputs().stream()
				.filter(port -> port.name().equals("last_hidden_state")).findFirst()
				.orElseThrow(() -> new Refusal("The text encoder " + text.path()
					+ " gives " + text.outputs() + " and no last_hidden_state; use a plain export."));
			if (hidden.shape().length != 0 && hidden.shape().length != 3) {
				throw new Refusal("The text encoder " + text.path() + " gives " + hidden
					+ " instead of a vector for every token; use another export.");
			}
			if (side(hidden, 2) < 0) return;
			width += side(hidden, 2);
		}
		final int wanted = contextWidth();
		if (wanted > 0 && wanted != width) {
			throw new Refusal("The text encoder of " + folder + " gives vectors of " + width
				+ " and its network wants " + wanted + ": these parts belong to different models.");
		}
	}

	/** Width of the text vectors the network wants, or -1 where its graph does not say. */
	int contextWidth() {
		return side(unet.inputs().stream().filter(port -> port.name().equals("encoder_hidden_states"))
			.findFirst().orElseThrow(), 2);
	}

	private static void single(final OnnxFile part) {
		if (part.inputs().size() == 1 && !part.outputs().isEmpty()) return;
		throw new Refusal("The autoencoder " + part.path() + " takes " + part.inputs() + " and gives "
			+ part.outputs() + " instead of one picture each; use a plain export.");
	}

	private static int side(final Port port, final int axis) {
		return port.shape().length > axis ? port.shape()[axis] : -1;
	}
}
