/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Refusal;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * The part of a run's steps in which guidance acts; in the others the prompt speaks alone, which
 * takes half the evaluations (Kynkaanniemi et al. 2024, guidance in a limited interval).
 *
 * @param from share of the steps before it, 0 to 1
 * @param to share of the steps at its end, from to 1
 */
record Span(double from, double to) {

	private static final Span ALL = new Span(0, 1);
	private static final Pattern TEXT = Pattern
		.compile("\\s*(\\d?\\.?\\d{1,9})\\s*-\\s*(\\d?\\.?\\d{1,9})\\s*");

	/**
	 * @param text such as 0.2-0.8; empty for all steps
	 * @throws Refusal if it is something else
	 */
	static Span parse(final String text) {
		if (text.isBlank()) return ALL;
		final Matcher matcher = TEXT.matcher(text);
		if (matcher.matches()) {
			final Span span = new Span(Double.parseDouble(matcher.group(1)),
				Double.parseDouble(matcher.group(2)));
			if (span.from < span.to && span.to <= 1) return span;
		}
		throw new Refusal("guided is \"" + text + "\", but must be two shares of the steps between 0" +
			" and 1, the smaller first, such as 0.2-0.8, or empty.");
	}

	/** Share of the steps that are guided. */
	double length() {
		return to - from;
	}

	/**
	 * @param sigmas levels of the run, from high to low
	 * @param prompt predicts with the prompt alone
	 */
	Denoiser over(final double[] sigmas, final Denoiser guided, final Denoiser prompt) {
		if (equals(ALL)) return guided;
		final int steps = sigmas.length - 1;
		return new Denoiser() {

			@Override
			public Latent denoise(final Latent x, final double sigma) {
				final double middle = (Script.step(sigmas, sigma) + 0.5) / steps;
				return (from <= middle && middle < to ? guided : prompt).denoise(x, sigma);
			}

			/** Who asks for both predictions has use for both. */
			@Override
			public Split split(final Latent x, final double sigma) {
				return guided.split(x, sigma);
			}
		};
	}
}
