/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;

/**
 * What the parts of a text encoder are called in a file. Names of parts of a layer begin with a dot
 * and stand behind {@link #block} and the layer's number.
 *
 * @param tokens the table of tokens
 * @param positions the table of positions
 * @param block root of all layers
 * @param attention maps to queries, keys and values
 * @param projection of the pooled text, or null: a matrix of width x pooled, or pooled x width
 * where the name ends in weight
 * @param quick whether the activation is the quick approximation of GELU
 */
record TextKeys(String tokens, String positions, String block, String norm1, Stack attention,
	String out, String norm2, String up, String down, String finalNorm, String projection,
	boolean quick) {

	/** Whether the projection has a row for what comes out, as Hugging Face keeps it. */
	boolean turned() {
		return projection.endsWith(".weight");
	}

	/** Names of the maps to queries, keys and values: three, or one for all together. */
	record Stack(List<String> weights, List<String> biases) {}

	/**
	 * An encoder as Hugging Face's transformers names it.
	 *
	 * @param projection of the pooled text, or null: a matrix of width x pooled, or pooled x width
	 * where the name ends in weight
	 * @param quick whether it is OpenAI's rather than one of OpenCLIP
	 */
	static TextKeys huggingFace(final String root, final String projection, final boolean quick) {
		return new TextKeys(root + "embeddings.token_embedding.weight",
			root + "embeddings.position_embedding.weight", root + "encoder.layers.", ".layer_norm1",
			new Stack(
				List.of(".self_attn.q_proj.weight", ".self_attn.k_proj.weight",
					".self_attn.v_proj.weight"),
				List.of(".self_attn.q_proj.bias", ".self_attn.k_proj.bias", ".self_attn.v_proj.bias")),
			".self_attn.out_proj", ".layer_norm2", ".mlp.fc1", ".mlp.fc2", root + "final_layer_norm",
			projection, quick);
	}

	/**
	 * An encoder of OpenCLIP.
	 *
	 * @param projection of the pooled text
	 */
	static TextKeys openClip(final String root, final String projection) {
		return new TextKeys(root + "token_embedding.weight", root + "positional_embedding",
			root + "transformer.resblocks.", ".ln_1",
			new Stack(List.of(".attn.in_proj_weight"), List.of(".attn.in_proj_bias")),
			".attn.out_proj", ".ln_2", ".mlp.c_fc", ".mlp.c_proj", root + "ln_final",
			projection, false);
	}
}
