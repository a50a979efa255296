/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.insaneres.onnx.SafeTensors;

/**
 * The modules of a checkpoint by all names that adapters call them, with all dots made underscores.
 * As such names cannot be taken apart again, the map is made from what the checkpoint has.
 */
final class Modules {

	private static final String UNET = "model.diffusion_model.";
	private static final Map<String, String> CLIP = Map.of("cond_stage_model.transformer.", "te1_",
		"conditioner.embedders.0.transformer.", "te1_", "conditioner.embedders.1.transformer.",
		"te2_");
	private static final String OPEN_CLIP = "cond_stage_model.model.";
	private static final String SECOND = "conditioner.embedders.1.model.";

	private final Map<String, Place> weights = new HashMap<>();
	private final Map<String, Place> biases = new HashMap<>();

	/** @param checkpoint with LDM's keys */
	Modules(final SafeTensors checkpoint) {
		final UnetNames names = new UnetNames(checkpoint.names().stream()
			.filter(key -> key.startsWith(UNET)).map(key -> key.substring(UNET.length())).toList());
		for (final String key : checkpoint.names()) {
			if (key.startsWith(UNET)) unet(key, key.substring(UNET.length()), names);
			CLIP.forEach((prefix, part) -> {
				if (key.startsWith(prefix)) put(part, key.substring(prefix.length()), key);
			});
			if (key.startsWith(OPEN_CLIP)) text("te1_", key, key.substring(OPEN_CLIP.length()));
			if (key.startsWith(SECOND)) text("te2_", key, key.substring(SECOND.length()));
		}
	}

	/** Where the weights of a module are. */
	Optional<Place> weight(final String module) {
		return Optional.ofNullable(weights.get(module));
	}

	/** Where the bias of a module is. */
	Optional<Place> bias(final String module) {
		return Optional.ofNullable(biases.get(module));
	}

	private void unet(final String key, final String path, final UnetNames names) {
		put("unet_", path, key);
		names.diffusers(path).ifPresent(name -> put("unet_", name, key));
	}

	private void text(final String part, final String key, final String path) {
		if (path.equals("text_projection")) {
			weights.put(part + path, Place.turned(key));
			return;
		}
		if (path.startsWith("text_projection.")) put(part, path, key);
		final List<String> names = OpenClipNames.huggingFace(path);
		for (int i = 0; i < names.size(); i++) {
			put(part, names.get(i), names.size() == 1 ? Place.whole(key) : Place.third(key, i));
		}
	}

	private void put(final String part, final String path, final String key) {
		put(part, path, Place.whole(key));
	}

	/** @param path ending in weight or bias */
	private void put(final String part, final String path, final Place place) {
		final int dot = path.lastIndexOf('.');
		if (dot < 0) return;
		final String module = LoraKey.named(part, path.substring(0, dot));
		if (path.endsWith(".weight")) weights.put(module, place);
		if (path.endsWith(".bias")) biases.put(module, place);
	}
}
