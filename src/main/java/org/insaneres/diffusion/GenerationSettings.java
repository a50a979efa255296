/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.Refusal;
import org.insaneres.prompt.ExtraNetworks;
import org.insaneres.prompt.Wildcards;

/**
 * What all kinds of image-to-image have in common; the components are macro keys.
 *
 * @param strength how much is painted anew, 0 (nothing) to 1
 * @param steps of a full run, at least 1; how many of them are run follows from strength and rule
 * @param guidance classifier-free guidance scale; 1 ignores the negative prompt
 * @param sampler display name
 * @param schedule display name
 * @param seed 0 or more
 * @param noise Position, MT19937 or Philox
 * @param rule whose way from strength to steps
 * @param emphasis whose way with prompt weights
 * @param clipskip layer of the text encoder, counted from its last, 1
 * @param eta share of fresh noise 0 to 1, or negative for the sampler's own
 * @param prompt what to paint
 * @param negative what not to paint
 */
public record GenerationSettings(double strength, int steps, double guidance, String sampler,
	String schedule, long seed, String noise, String rule, String emphasis, int clipskip, double eta,
	String prompt, String negative) {

	/** @throws Refusal if a number is out of range */
	public GenerationSettings {
		within("strength", strength, 0, 1);
		within("steps", steps, 1, 1000);
		within("guidance", guidance, 0, 100);
		within("clipskip", clipskip, 1, 48);
		within("eta", eta, -1, 1);
	}

	/** The same with another seed. */
	public GenerationSettings withSeed(final long other) {
		return new GenerationSettings(strength, steps, guidance, sampler, schedule, other, noise, rule,
			emphasis, clipskip, eta, prompt, negative);
	}

	/**
	 * The prompt without what it asks for besides its text, such as LoRAs, and these; words in braces
	 * are chosen.
	 */
	public ExtraNetworks extraNetworks() {
		return ExtraNetworks.parse(Wildcards.choose(prompt, seed));
	}

	private static void within(final String key, final double value, final double min,
		final double max) {
		if (value >= min && value <= max) return;
		throw new Refusal(key + " is " + value + ", but must lie between " + min + " and " + max + ".");
	}
}
