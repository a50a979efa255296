/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.Map;

/**
 * The alphas that newer diffusers write into a file's metadata, in place of a tensor for each
 * module.
 */
record PeftMetadata(JsonNode settings) {

	private static final String KEY = "lora_adapter_metadata";

	private static final Map<String, String> PARTS = Map.of("unet_", "unet.", "te1_",
		"text_encoder.", "te2_", "text_encoder_2.");

	static PeftMetadata of(final Map<String, String> metadata) {
		try {
			return new PeftMetadata(new ObjectMapper().readTree(metadata.getOrDefault(KEY, "{}")));
		} catch (final JsonProcessingException e) {
			// No help, and no harm
			return new PeftMetadata(MissingNode.getInstance());
		}
	}

	/**
	 * The factor for a module whose alpha no tensor gives: alpha / rank, or alpha / sqrt(rank) where
	 * it was trained so (Kalajdzievski 2023, rsLoRA); 1 where nothing is said.
	 */
	double scale(final String module, final int rank) {
		for (final var part : PARTS.entrySet()) {
			if (!module.startsWith(part.getKey())) continue;
			final JsonNode alpha = alpha(module, part.getValue());
			final boolean stable = settings.path(part.getValue() + "use_rslora").asBoolean();
			if (alpha.isNumber()) return alpha.asDouble() / (stable ? Math.sqrt(rank) : rank);
		}
		return 1;
	}

	/** That of a pattern that the module's name ends with, or else the one for all. */
	private JsonNode alpha(final String module, final String part) {
		for (final var pattern : settings.path(part + "alpha_pattern").properties()) {
			if (module
				.endsWith("_" + pattern.getKey().replace('.', '_').replaceFirst("^text_model_", ""))) {
				return pattern.getValue();
			}
		}
		return settings.path(part + "lora_alpha");
	}
}
