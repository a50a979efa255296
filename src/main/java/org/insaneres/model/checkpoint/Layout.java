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
 * @param base family of its parts, never {@link Family#LCM}
 * @param guided whether guidance is an input of the network, as in latent consistency models
 * @param texts names in its text encoders, one or two
 */
record Layout(Family base, boolean guided, List<TextKeys> texts) {

	private static final int HEAD = 64;

	private static final String EMBEDDING = "a textual inversion, which goes into the folder"
		+ " models/embeddings,";
	private static final String DIFFUSERS = "a part of a model in the layout of diffusers";

	/** OpenCLIP's encoder in Stable Diffusion 2: its width, and its layers without the last one. */
	private static final int OPEN_CLIP_WIDTH = 1024;
	private static final int OPEN_CLIP_SHORT = 23;

	/** Signs of what is often mistaken for a checkpoint of these families. */
	private static final List<Foreign> FOREIGN = List.of(
		new Foreign("double_blocks.", "a Flux model"),
		new Foreign("model.diffusion_model.double_blocks.", "a Flux model"),
		new Foreign("model.diffusion_model.joint_blocks.", "a Stable Diffusion 3 model"),
		new Foreign("joint_blocks.", "a Stable Diffusion 3 model"),
		new Foreign("conditioner.embedders.0.model.", "the refiner of Stable Diffusion XL"),
		new Foreign("edm_mean", "Playground 2.5, which sees noise in another way,"),
		new Foreign("model.diffusion_model.label_emb.weight",
			"an upscaling model of Stable Diffusion, which takes a noise level as well,"),
		new Foreign("noise_augmentor.", "an unCLIP model, which takes pictures in place of text,"),
		new Foreign("control_model.", "a ControlNet"), new Foreign("controlnet_", "a ControlNet"),
		new Foreign("lora_", "a LoRA, which goes into the folder models/Lora,"),
		new Foreign("emb_params", EMBEDDING),
		new Foreign("clip_l", EMBEDDING), new Foreign("down_blocks.", DIFFUSERS),
		new Foreign("unet.down_blocks.", DIFFUSERS));

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
			throw new Refusal("The file " + weights.path() + " holds " + content(weights)
				+ ", but no network (model.diffusion_model): it is no checkpoint of Stable Diffusion 1, 2"
				+ " or XL; choose another file.");
		}
		final boolean guided = UNet.guidanceWidth(weights) > 0;
		if (weights.hasPart("conditioner.embedders")) {
			return new Layout(Family.SDXL, guided,
				List.of(huggingFace(weights, "conditioner.embedders.0.", true),
					weights.hasPart("conditioner.embedders.1.model")
						? openClip(weights, "conditioner.embedders.1.model.")
						: huggingFace(weights, "conditioner.embedders.1.", false)));
		}
		if (weights.hasPart("cond_stage_model.model")) {
			return new Layout(Family.SD2, guided, List.of(openClip(weights, "cond_stage_model.model.")));
		}
		final TextKeys usual = huggingFace(weights, "cond_stage_model.", true);
		final boolean second = weights.has(usual.tokens())
			&& weights.shape(usual.tokens(), 2)[1] == OPEN_CLIP_WIDTH;
		return second
			? new Layout(Family.SD2, guided, List.of(huggingFace(weights, "cond_stage_model.", false)))
			: new Layout(Family.SD1, guided, List.of(usual));
	}

	private static String content(final Weights weights) {
		if (weights.hasPart("model_ema")) {
			return "only the averages (EMA) that training keeps beside a network";
		}
		return Vae.root(weights) == null
			? "nothing that is known here"
			: "only an autoencoder (VAE), which goes into the folder models/VAE";
	}

	/** Some merged files lack one link of the names. */
	private static TextKeys huggingFace(final Weights weights, final String root,
		final boolean quick) {
		final boolean merged = weights.hasPart(root + "transformer.embeddings");
		return TextKeys.huggingFace(root + (merged ? "transformer." : "transformer.text_model."),
			quick ? null : root + "transformer.text_projection.weight", quick);
	}

	private static TextKeys openClip(final Weights weights, final String root) {
		final String projection = root + "text_projection";
		return TextKeys.openClip(root,
			weights.has(projection + ".weight") ? projection + ".weight" : projection);
	}

	/** Which family the whole belongs to. */
	Family family() {
		return guided ? Family.LCM : base;
	}

	/** Attention heads of the network for so many channels. */
	int networkHeads(final int channels) {
		return base == Family.SD1 ? 8 : textHeads(channels);
	}

	/** Attention heads of a text encoder for so many channels. */
	static int textHeads(final int channels) {
		return Math.max(1, channels / HEAD);
	}

	/** How many layers before the last one the family reads: 1, or 0 for the last. */
	int back(final Weights weights, final TextKeys keys) {
		if (base == Family.SD1) return 0;
		// Stable Diffusion 2 never reads the last layer, and diffusers leaves it out
		final int layers = TextGraph.layers(weights, keys);
		return base == Family.SD2 && layers == OPEN_CLIP_SHORT ? 0 : 1;
	}

	/** Whether the layer that the family reads goes through the final norm. */
	boolean normed() {
		return base != Family.SDXL;
	}

	/** How many layers of a text encoder are needed for anything. */
	int layersNeeded(final Weights weights, final TextKeys keys) {
		final int all = TextGraph.layers(weights, keys);
		// Pooled text comes from the last layer
		final boolean pooled = base == Family.SDXL && keys.projection() != null;
		return pooled ? all : all - back(weights, keys);
	}

	/** Width of the pooled text, or 0 for families without. */
	int pooledWidth(final Weights weights) {
		return base == Family.SDXL
			? (int) weights.shape(texts.get(1).projection(), 2)[texts.get(1).turned() ? 0 : 1]
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
			checkText(weights, keys);
			width += (int) weights.shape(keys.tokens(), 2)[1];
		}
		if (base != Family.SDXL && weights.hasPart("model.diffusion_model.label_emb")) {
			throw new Refusal("The network in " + weights.path() + " takes something else than text as"
				+ " well (model.diffusion_model.label_emb), such as pictures: it cannot be used here; choose"
				+ " another file.");
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

	private void checkText(final Weights weights, final TextKeys keys) {
		final long[] table = weights.shape(keys.tokens(), 2);
		if (table[0] <= TextGraph.END) {
			throw weights.wrong(keys.tokens(), "must have a row for each of the " + (TextGraph.END + 1)
				+ " tokens of CLIP");
		}
		TextGraph.length(weights, keys);
		final int layers = TextGraph.layers(weights, keys);
		if (layers > back(weights, keys) && !weights.hasPart(keys.block() + (layers + 1))) return;
		throw new Refusal("The file " + weights.path() + " has no tensors " + keys.block() + layers
			+ ".*, a layer of its text encoder: it is incomplete.");
	}
}
