/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of OpenCLIP's text encoders in the words of Hugging Face's CLIP, which adapters use. */
final class OpenClipNames {

	private static final Pattern BLOCK = Pattern
		.compile("transformer\\.resblocks\\.(\\d+)\\.(.+?)[._](weight|bias)");

	private OpenClipNames() {}

	/**
	 * @param key such as {@code transformer.resblocks.0.mlp.c_fc.weight}
	 * @return the name, three for the stacked matrices of query, key and value, none for what has no
	 * name
	 */
	static List<String> huggingFace(final String key) {
		final Matcher block = BLOCK.matcher(key);
		if (block.matches()) {
			final String layer = "encoder.layers." + block.group(1) + ".";
			return inner(block.group(2)).stream()
				.map(name -> layer + name + "." + block.group(3)).toList();
		}
		return switch (key) {
			case "token_embedding.weight" -> List.of("embeddings.token_embedding.weight");
			case "positional_embedding" -> List.of("embeddings.position_embedding.weight");
			case "ln_final.weight", "ln_final.bias" -> List
				.of(key.replace("ln_final", "final_layer_norm"));
			default -> List.of();
		};
	}

	private static List<String> inner(final String path) {
		return switch (path) {
			case "attn.in_proj" -> List.of("self_attn.q_proj", "self_attn.k_proj",
				"self_attn.v_proj");
			case "attn.out_proj" -> List.of("self_attn.out_proj");
			case "mlp.c_fc" -> List.of("mlp.fc1");
			case "mlp.c_proj" -> List.of("mlp.fc2");
			case "ln_1" -> List.of("layer_norm1");
			case "ln_2" -> List.of("layer_norm2");
			default -> List.of();
		};
	}
}
