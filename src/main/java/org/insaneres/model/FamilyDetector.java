/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.onnx.Port;

/** Tells the family of a model by its files, as no file simply says it. */
final class FamilyDetector {

	private static final int SD1_WIDTH = 768;
	private static final int SD2_WIDTH = 1024;

	private FamilyDetector() {}

	/** @throws Refusal for models of none of the families */
	static Family detect(final Parts parts) {
		final List<Port> extras = parts.extras();
		final Set<String> names = extras.stream().map(Port::name).collect(Collectors.toSet());
		if (names.contains("text_embeds") != names.contains("time_ids")
			|| names.contains("time_ids") != (parts.texts().size() == 2)) {
			throw new Refusal("The model " + parts.folder() + " has " + parts.texts().size()
				+ " text encoders and its network the further inputs " + names
				+ ": that is no Stable Diffusion XL base model, nor one of the other kinds.");
		}
		if (names.contains("timestep_cond")) return Family.LCM;
		if (names.contains("time_ids")) return Family.SDXL;
		return openClip(parts) ? Family.SD2 : Family.SD1;
	}

	/** Stable Diffusion 2 changed from OpenAI's text encoder to OpenCLIP. */
	private static boolean openClip(final Parts parts) {
		if (parts.contextWidth() == SD1_WIDTH) return false;
		if (parts.contextWidth() == SD2_WIDTH) return true;
		return Parts.config(parts.texts().get(0)).text("hidden_act", "quick_gelu").equals("gelu");
	}
}
