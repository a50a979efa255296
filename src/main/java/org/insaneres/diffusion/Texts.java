/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.TextEncoder;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.Tensor;
import org.insaneres.prompt.Chunk;
import org.insaneres.prompt.Chunker;
import org.insaneres.prompt.Emphasis;
import org.insaneres.prompt.Tokenizer;

/**
 * Both prompts as the text encoders understand them, of any length.
 *
 * @param positive one encoding for each text encoder
 * @param negative the same for the negative prompt; null where it is not needed
 */
record Texts(List<Encoding> positive, List<Encoding> negative) {

	/** Encodes the prompts of the settings; the negative one only if guidance asks for it. */
	static Texts of(final DiffusionModel model, final GenerationSettings settings,
		final BooleanSupplier canceled) {
		final boolean alone = settings.guidance() == 1 || model.info().family() == Family.LCM;
		return new Texts(encode(model, settings, settings.prompt(), canceled),
			alone ? null : encode(model, settings, settings.negative(), canceled));
	}

	private static List<Encoding> encode(final DiffusionModel model,
		final GenerationSettings settings, final String text, final BooleanSupplier canceled) {
		final List<Encoding> encodings = new ArrayList<>();
		for (final TextEncoder encoder : model.encoders()) {
			encodings.add(encode(encoder, settings, text, canceled));
		}
		return encodings;
	}

	/** All chunks behind one another; pooled is that of the first, as in A1111. */
	private static Encoding encode(final TextEncoder encoder, final GenerationSettings settings,
		final String text, final BooleanSupplier canceled) {
		final Emphasis emphasis = Emphasis.of(settings.emphasis());
		final Chunker chunker = Chunker
			.of(Tokenizer.read(encoder.vocabulary()), encoder.length(), encoder.padding())
			.with(emphasis);
		final List<Tensor> parts = new ArrayList<>();
		Tensor pooled = null;
		float[] empty = null;
		for (final Chunk chunk : chunker.chunks(text)) {
			final Encoding encoding = encoder.encode(chunk.ids(), settings.clipskip(), canceled);
			if (parts.isEmpty()) pooled = encoding.pooled();
			Tensor hidden = encoding.hidden();
			if (chunk.weighted()) {
				if (empty == null && emphasis.needsEmpty()) {
					empty = encoder.encode(chunker.chunks("").get(0).ids(), settings.clipskip(), canceled)
						.hidden().data();
				}
				hidden = new Tensor(emphasis.apply(hidden.data(), chunk.weights(), empty),
					hidden.shape());
			}
			parts.add(hidden);
		}
		return new Encoding(joined(parts), pooled);
	}

	private static Tensor joined(final List<Tensor> parts) {
		if (parts.size() == 1) return parts.get(0);
		final int width = parts.get(0).shape()[1];
		final int tokens = parts.stream().mapToInt(part -> part.shape()[0]).sum();
		final float[] all = new float[tokens * width];
		int to = 0;
		for (final Tensor part : parts) {
			System.arraycopy(part.data(), 0, all, to, part.data().length);
			to += part.data().length;
		}
		return new Tensor(all, tokens, width);
	}
}
