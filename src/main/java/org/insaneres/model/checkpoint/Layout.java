/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;

import org.insaneres.Refusal;
import org.insaneres.model.Family;

/**
 * Which family a checkpoint belongs to, and where its text encoders lie, told by its keys (as
 * diffusers' single_file_utils.py does).
 *
 * @param family of the whole
 * @param texts names in its text encoders, one or two
 */
record Layout(Family family, List<TextKeys> texts) {

	private static final int HEAD = 64;

	/** Signs of what is often mistaken for a checkpoint of these families. */
	private static final List<Foreign> FOREIGN = List.of(
		new Foreign("double_blocks.", "a Flux model"),
		new Foreign("model.diffusion_model.double_blocks.", "a Flux model"),
		new Foreign("model.diffusion_model.joint_blocks.", "a Stable Diffusion 3 model"),
		new Foreign("joint_blocks.", "a Stable Diffusion 3 model"),
		new Foreign("conditioner.embedders.0.model.", "the refiner of Stable Diffusion XL"),
		new Foreign("edm_mean", "Playground 2.5, which sees noise in another way,"),
		new Foreign("model.diffusion_model.time_embed.cond_proj.",
			"a latent consistency model, which runs here as a folder of ONNX files only,"),
		new Foreign("control_model.", "a ControlNet"), new Foreign("controlnet_", "a ControlNet"),
		new Foreign("lora_", "a LoRA"), new Foreign("emb_params", "a textual inversion"),
		new Foreign("clip_l", "a textual inversion"), new Foreign("down_blocks.",
			"a part of a model in the layout of diffusers"));

	/** @param beginning of a key, which no checkpoint of these families has */
	private record Foreign(String beginning, String what) {}

	/** @throws Refusal if it is none of the families, saying what it is if that is known */
	static Layout of(final Weights weights) {
		for (final Foreign foreign : FOREIGN) {
			if (weights.first(foreign.beginning(), "") != null) {
				throw new Refusal("The file " + weights.path() + " is " + foreign.what()
					+ " and no checkpoint of Stable Diffusion 1, 2 or XL, so that it cannot be used as a"
					+ " model; choose another file.");
			}
		}
		if (!weights.hasPart("model.diffusion_model")) {
			throw new Refusal("The file " + weights.path() + " holds " + (Vae.root(weights) == null
				? "nothing that is known here"
				: "only an autoencoder (VAE)")
				+ ", but no network (model.diffusion_model): it is no checkpoint of Stable Diffusion 1, 2"
				+ " or XL; choose another file.");
		}
		if (weights.hasPart("conditioner.embedders")) {
			return new Layout(Family.SDXL, List.of(openAi(weights, "conditioner.embedders.0."),
				TextKeys.openClip("conditioner.embedders.1.model.")));
		}
		if (weights.hasPart("cond_stage_model.model")) {
			return new Layout(Family.SD2, List.of(TextKeys.openClip("cond_stage_model.model.")));
		}
		return new Layout(Family.SD1, List.of(openAi(weights, "cond_stage_model.")));
	}

	/** Some merged files lack one link of the names. */
	private static TextKeys openAi(final Weights weights, final String root) {
		final boolean merged = weights.hasPart(root + "transformer.embeddings");
		return TextKeys.huggingFace(root + (merged ? "transformer." : "transformer.text_model."));
	}

	/** Attention heads of the network for so many channels. */
	int networkHeads(final int channels) {
		return family == Family.SD1 ? 8 : textHeads(channels);
	}

	/** Attention heads of a text encoder for so many channels. */
	static int textHeads(final int channels) {
		return Math.max(1, channels / HEAD);
	}

	/** How many layers before the last one the family reads: 1, or 0 for the last. */
	int back() {
		return family == Family.SD1 ? 0 : 1;
	}

	/** Whether the layer that the family reads goes through the final norm. */
	boolean normed() {
		return family != Family.SDXL;
	}

	/** How many layers of a text encoder are needed for anything. */
	int layersNeeded(final Weights weights, final TextKeys keys) {
		final int all = TextGraph.layers(weights, keys);
		// Pooled text comes from the last layer
		final boolean pooled = family == Family.SDXL && keys.projection() != null;
		return pooled ? all : all - back();
	}

	/** Width of the pooled text, or 0 for families without. */
	int pooledWidth(final Weights weights) {
		return family == Family.SDXL
			? (int) weights.shape(texts.get(1).projection(), 2)[1]
			: 0;
	}

	/**
	 * Whether the parts fit together.
	 *
	 * @throws Refusal if the network is of a kind that does not run here, or text encoders are
	 * missing or of another width than it wants
	 */
	void check(final Weights weights) {
		int width = 0;
		for (final TextKeys keys : texts) {
			final long[] table = weights.shape(keys.tokens(), 2);
			if (table[0] <= TextGraph.END) {
				throw weights.wrong(keys.tokens(), "must have a row for each of the " + (TextGraph.END + 1)
					+ " tokens of CLIP");
			}
			TextGraph.length(weights, keys);
			if (TextGraph.layers(weights, keys) <= back()) {
				throw new Refusal("The file " + weights.path() + " has no tensors " + keys.block()
					+ "0.*, the layers of its text encoder: it is incomplete.");
			}
			width += (int) table[1];
		}
		final int wanted = UNet.contextWidth(weights);
		if (wanted != width) {
			throw new Refusal("The network in " + weights.path() + " takes text of width " + wanted
				+ ", and its text encoders give " + width + ": the file is damaged or was put together"
				+ " wrongly.");
		}
		final int in = UNet.channels(weights);
		final int out = UNet.outChannels(weights);
		if (in == out || in == 2 * out + 1) return;
		throw new Refusal("The network in " + weights.path() + " takes " + in + " channels and gives "
			+ out + ": only models for image-to-image (4) and inpainting (9) can be used, not those for"
			+ " instructions, depth or upscaling.");
	}
}
