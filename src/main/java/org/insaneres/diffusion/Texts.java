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
import org.insaneres.prompt.Clock;
import org.insaneres.prompt.Emphasis;
import org.insaneres.prompt.Prompt;
import org.insaneres.prompt.Schedule;
import org.insaneres.prompt.Wildcards;

/**
 * Both prompts as the text encoders understand them, of any length.
 *
 * @param positive what is said together, at least one
 * @param negative what is said against it
 */
record Texts(List<Part> positive, Script negative) {

	/**
	 * A part of a prompt.
	 *
	 * @param weight of its prediction beside those of the other parts
	 * @param script what it says when
	 */
	record Part(double weight, Script script) {}

	/**
	 * Reads the prompts of the settings: first words in braces are chosen, by the seed, then LoRAs
	 * are taken out, then AND divides the prompt, then each part changes with the time. ComfyUI's
	 * grammar knows the braces only.
	 * <p>
	 * An empty negative prompt is zeros for SDXL, as in A1111 (and in diffusers where none is given);
	 * a blank is encoded.
	 *
	 * @param clock what times in the prompts mean
	 */
	static Texts of(final DiffusionModel model, final GenerationSettings settings, final Clock clock,
		final BooleanSupplier canceled) {
		final Emphasis emphasis = Emphasis.of(settings.emphasis());
		final PromptReader reader = new PromptReader(model, emphasis, settings.clipskip(), canceled);
		final boolean plain = emphasis == Emphasis.COMFYUI;
		final String text = settings.extraNetworks().prompt();
		final Prompt prompt = plain ? Prompt.whole(text) : Prompt.parse(text);
		final List<Part> positive = new ArrayList<>();
		for (final Prompt.Part part : prompt.parts()) {
			positive.add(new Part(part.weight(), plain
				? Script.of(reader.read(part.text()))
				: script(part.schedule(clock), reader)));
		}
		final String against = Wildcards.choose(settings.negative(), settings.seed());
		if (against.isEmpty() && model.info().family() == Family.SDXL) {
			return new Texts(positive, Script.of(reader.nothing()));
		}
		return new Texts(positive, plain
			? Script.of(reader.read(against))
			: script(Schedule.parse(against, clock), reader));
	}

	private static Script script(final Schedule schedule, final PromptReader reader) {
		return new Script(schedule.stretches().stream()
			.map(stretch -> new Script.Stretch(stretch.until(), reader.read(stretch.text()))).toList());
	}

	/** The sum of the weights of all parts. */
	double weight() {
		return positive.stream().mapToDouble(Part::weight).sum();
	}
}
