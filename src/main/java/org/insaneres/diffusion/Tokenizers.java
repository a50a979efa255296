/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import org.insaneres.model.TextEncoder;
import org.insaneres.prompt.Tokenizer;

/**
 * The tokenizers of the text encoders in use. Reading a vocabulary takes longer than painting a
 * small picture, so it is done once for an encoder and forgotten together with it.
 */
final class Tokenizers {

	private static final Map<TextEncoder, Tokenizer> KNOWN = Collections
		.synchronizedMap(new WeakHashMap<>());

	private Tokenizers() {}

	static Tokenizer of(final TextEncoder encoder) {
		return KNOWN.computeIfAbsent(encoder,
			e -> e.vocabulary().map(Tokenizer::read).orElseGet(Tokenizer::clip));
	}
}
