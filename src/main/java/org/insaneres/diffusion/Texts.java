/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.prompt.Emphasis;

/**
 * Both prompts as the text encoders understand them, of any length.
 *
 * @param positive one encoding for each text encoder
 * @param negative the same for the negative prompt; null where it is not needed
 */
record Texts(List<Encoding> positive, List<Encoding> negative) {

	/**
	 * Encodes the prompts of the settings; the negative one only if guidance asks for it. An empty
	 * one is zeros for SDXL, as in A1111 (and in diffusers where none is given); a blank is encoded.
	 */
	static Texts of(final DiffusionModel model, final GenerationSettings settings,
		final BooleanSupplier canceled) {
		final PromptReader reader = new PromptReader(model, Emphasis.of(settings.emphasis()),
			settings.clipskip(), canceled);
		final Family family = model.info().family();
		final List<Encoding> positive = reader.read(settings.prompt());
		if (settings.guidance() == 1 || family == Family.LCM) return new Texts(positive, null);
		final boolean zeros = family == Family.SDXL && settings.negative().isEmpty();
		return new Texts(positive, zeros ? reader.nothing() : reader.read(settings.negative()));
	}
}
