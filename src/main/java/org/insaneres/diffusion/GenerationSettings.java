/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * @param variation how far the start noise lies towards that of the seed twin, 0 to 1
 * @param twin 0 or more; counts where variation is greater than 0
 * @param canvas "width x height" in pixels of the picture whose start noise is put into the middle;
 * empty for none. Only noise that is drawn in order heeds it
 * @param ensd A1111's eta noise seed delta: later noise is that of seed + ensd; 0 for none
 * @param cache from one evaluation of all layers of the network to the next, where the ones between
 * go on from what its deep layers said (DeepCache), an approximation; 1 evaluates all every time
 * @param guided shares of the run's steps between which guidance acts, such as 0.2-0.8; empty for
 * all steps
 * @param vae which autoencoder the model is used with, as A1111 names it
 * @param precision of a checkpoint's network: Full, also when empty, or Int8, an approximation
 * @param prompt what to paint
 * @param negative what not to paint
 */
public record GenerationSettings(double strength, int steps, double guidance, String sampler,
	String schedule, long seed, String noise, String rule, String emphasis, int clipskip, double eta,
	double variation, long twin, String canvas, long ensd, int cache, String guided, String vae,
	String precision, String prompt, String negative) {

	private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,5})\\s*[xX]\\s*(\\d{1,5})\\s*");

	/** What deep layers said is worth nothing after more evaluations than these. */
	private static final int MOST_KEPT = 20;

	/** @throws Refusal if a number is out of range */
	public GenerationSettings {
		within("strength", strength, 0, 1);
		within("steps", steps, 1, 1000);
		within("guidance", guidance, 0, 100);
		within("clipskip", clipskip, 1, 48);
		within("eta", eta, -1, 1);
		within("cache", cache, 1, MOST_KEPT);
		within("variation", variation, 0, 1);
		Span.parse(guided);
		if (!canvas.isBlank() && !SIZE.matcher(canvas).matches()) {
			throw new Refusal("canvas is \"" + canvas + "\", but must be the width and the height of a" +
				" picture, such as 512x768, or empty.");
		}
	}

	/** As most people leave it: the noise of the seed as it is, and the usual autoencoder. */
	public GenerationSettings(final double strength, final int steps, final double guidance,
		final String sampler, final String schedule, final long seed, final String noise,
		final String rule, final String emphasis, final int clipskip, final double eta,
		final String prompt, final String negative) {
		this(strength, steps, guidance, sampler, schedule, seed, noise, rule, emphasis, clipskip, eta,
			0, 0, "", 0, 1, "", "", "", prompt, negative);
	}

	/** Share of the run's steps in which guidance acts. */
	public double guidedShare() {
		return Span.parse(guided).length();
	}

	/** Width and height of the canvas in pixels; zeros for none. */
	int[] canvasSize() {
		final Matcher size = SIZE.matcher(canvas);
		return size.matches()
			? new int[]{Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))}
			: new int[2];
	}

	/** The same with another seed for variation. */
	GenerationSettings withTwin(final long other) {
		return new GenerationSettings(strength, steps, guidance, sampler, schedule, seed, noise, rule,
			emphasis, clipskip, eta, variation, other, canvas, ensd, cache, guided, vae, precision,
			prompt,
			negative);
	}

	/**
	 * The prompt without what it asks for besides its text, such as LoRAs, and these; words in braces
	 * are chosen.
	 */
	public ExtraNetworks extraNetworks() {
		return ExtraNetworks.parse(Wildcards.choose(prompt, seed));
	}

	/** The same with other words. */
	GenerationSettings withWords(final String other, final String otherNegative) {
		return new GenerationSettings(strength, steps, guidance, sampler, schedule, seed, noise, rule,
			emphasis, clipskip, eta, variation, twin, canvas, ensd, cache, guided, vae, precision, other,
			otherNegative);
	}

	/** The same with another strength. */
	public GenerationSettings withStrength(final double other) {
		return new GenerationSettings(other, steps, guidance, sampler, schedule, seed, noise, rule,
			emphasis, clipskip, eta, variation, twin, canvas, ensd, cache, guided, vae, precision, prompt,
			negative);
	}

	private static void within(final String key, final double value, final double min,
		final double max) {
		if (value >= min && value <= max) return;
		throw new Refusal(key + " is " + value + ", but must lie between " + min + " and " + max + ".");
	}
}
