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
import java.util.OptionalDouble;

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

	/** The alpha of a module that has none of its own. */
	OptionalDouble alpha(final String module) {
		for (final var part : PARTS.entrySet()) {
			final JsonNode alpha = settings.path(part.getValue() + "lora_alpha");
			if (module.startsWith(part.getKey()) && alpha.isNumber()) {
				return OptionalDouble.of(alpha.asDouble());
			}
		}
		return OptionalDouble.empty();
	}
}
