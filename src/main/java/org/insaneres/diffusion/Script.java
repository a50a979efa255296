/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;

import org.insaneres.model.Context;
import org.insaneres.model.TextEncoder.Encoding;

/**
 * A text that may change during a run, encoded.
 *
 * @param stretches in order of time, at least one
 */
record Script(List<Stretch> stretches) {

	/**
	 * @param until last step in which it holds, counted from 0
	 * @param encodings one for each text encoder
	 */
	record Stretch(int until, List<Encoding> encodings) {}

	/** A text that stays. */
	static Script of(final List<Encoding> encodings) {
		return new Script(List.of(new Stretch(Integer.MAX_VALUE, encodings)));
	}

	/**
	 * What a network takes at which noise level. A step is where it begins in the list of levels, so
	 * that a sampler that looks ahead, or goes back up, always meets the same text at a level.
	 *
	 * @param context of encodings
	 * @param sigmas levels of the run, from high to low
	 */
	DoubleFunction<Context> over(final double[] sigmas,
		final Function<List<Encoding>, Context> context) {
		final List<Context> contexts = stretches.stream()
			.map(stretch -> context.apply(stretch.encodings)).toList();
		return sigma -> contexts.get(at(step(sigmas, sigma)));
	}

	private int at(final int step) {
		for (int i = 0; i < stretches.size(); i++) {
			if (step <= stretches.get(i).until) return i;
		}
		return stretches.size() - 1;
	}

	/** The last step that begins at this level or above, as far as rounding can tell. */
	static int step(final double[] sigmas, final double sigma) {
		int step = 0;
		while (step + 2 < sigmas.length && sigmas[step + 1] >= sigma * (1 - 1e-9)) {
			step++;
		}
		return step;
	}
}
