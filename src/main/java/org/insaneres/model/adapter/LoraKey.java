/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of a LoRA file, in whatever style: kohya's {@code lora_unet_..._to_q.lora_down.weight},
 * LyCORIS's {@code ....hada_w1_a}, PEFT's {@code unet. ... .to_q.lora_A.weight}, or diffusers'
 * older {@code unet. ... .attn1.processor.to_q_lora.down.weight}.
 *
 * @param module its name, all dots made underscores: {@code unet_}, {@code te1_} or {@code te2_},
 * then its path in diffusers or in LDM
 * @param role such as up, down, mid, alpha, diff, lokr_w1
 */
record LoraKey(String module, String role) {

	private static final Pattern HALF = Pattern.compile(
		"(.+?)[._]lora(?:_linear_layer)?[._](down|up|mid|A|B)(?:\\.\\w+)?\\.weight");
	private static final Pattern LENGTHS = Pattern
		.compile("(.+)\\.lora_magnitude_vector(?:\\.\\w+)?(?:\\.weight)?");
	private static final String ROLES = "alpha|dora_scale|diff|diff_b|w_norm|b_norm"
		+ "|hada_(?:w[12]_[ab]|t[12])|lokr_(?:w[12](?:_[ab])?|t[12])";
	private static final Pattern SUFFIXED = Pattern
		.compile("(.+?)(?:[._]lora(?:_linear_layer)?)?\\.(" + ROLES + ")");
	private static final Pattern KNOWN = Pattern.compile("up|down|mid|" + ROLES);

	/** Beginnings of paths, and what they stand for; the first that fits counts. */
	private static final String[][] PARTS = {{"lora_unet_", "unet_"}, {"lora_te1_", "te1_"},
		{"lora_te2_", "te2_"}, {"lora_te_", "te1_"}, {"lycoris_", "unet_"}, {"unet.", "unet_"},
		{"model.diffusion_model.", "unet_"}, {"diffusion_model.", "unet_"},
		{"text_encoder_2.", "te2_"}, {"text_encoder.", "te1_"},
		{"text_encoders.clip_l.transformer.", "te1_"},
		{"text_encoders.clip_g.transformer.", "te2_"}, {"text_model.", "te1_"}, {"", "unet_"}};

	/** Whether the changes made of these parts are known. */
	static boolean isKnown(final String role) {
		return KNOWN.matcher(role).matches();
	}

	/** A key of any form; what is not known has its last part as role. */
	static LoraKey of(final String key) {
		final Matcher half = HALF.matcher(key);
		if (half.matches()) {
			return new LoraKey(module(half.group(1)), switch (half.group(2)) {
				case "A" -> "down";
				case "B" -> "up";
				default -> half.group(2);
			});
		}
		final Matcher lengths = LENGTHS.matcher(key);
		if (lengths.matches()) {
			return new LoraKey(module(lengths.group(1)), Decomposition.ROLE);
		}
		final Matcher other = SUFFIXED.matcher(key);
		if (other.matches()) return new LoraKey(module(other.group(1)), other.group(2));
		final int dot = key.indexOf('.', key.startsWith("lora_") ? 0 : key.lastIndexOf('.'));
		return dot < 0
			? new LoraKey(key, "")
			: new LoraKey(module(key.substring(0, dot)), key.substring(dot + 1));
	}

	/** The name of a module in a text encoder or network. */
	static String module(final String path) {
		final String bare = path.startsWith("base_model.model.")
			? path.substring("base_model.model.".length())
			: path;
		for (final String[] part : PARTS) {
			if (bare.startsWith(part[0])) {
				return named(part[1], bare.substring(part[0].length()));
			}
		}
		throw new AssertionError(path);
	}

	/** The name of a module in a part, whose own name ends in an underscore. */
	static String named(final String part, final String path) {
		String tidy = path.replace(".processor.", ".");
		if (tidy.contains(".") && tidy.endsWith(".to_out")) tidy += ".0";
		tidy = tidy.replace('.', '_');
		// Merged checkpoints and some trainers leave this level out
		return part + (part.equals("unet_") ? tidy : tidy.replaceFirst("^text_model_", ""));
	}
}
