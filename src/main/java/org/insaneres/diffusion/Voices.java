/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.Network;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Prediction;

/**
 * All texts of a run together: a network that listens to each of them, the sum of what they say,
 * and guidance away from the negative prompt.
 *
 * @param guidance scale of the settings
 * @param factor what the sampler wants it multiplied with; other than 1, it also wants to know the
 * prediction without prompt
 * @param span in which guidance acts
 */
record Voices(DiffusionModel model, Texts texts, double guidance, double factor, Span span) {

	/** Evaluations of the network for one prediction. */
	int count() {
		return texts.positive().size() + (guided() ? 1 : 0);
	}

	/** Whether the negative prompt has a say: never where guidance is an input of the network. */
	private boolean guided() {
		return model.info().family() != Family.LCM
			&& (factor != 1 || guidance * texts.weight() != 1);
	}

	/**
	 * @param network of the model, or what stands before it, for each of the texts
	 * @param width of the picture in pixels
	 * @param height of the picture in pixels
	 * @param watch sees every evaluation of the network
	 */
	Denoiser over(final Supplier<Network> network, final Grid grid, final int width, final int height,
		final UnaryOperator<Denoiser> watch, final BooleanSupplier canceled) {
		final Prediction prediction = Prediction.named(model.scheduler().prediction());
		final List<Denoiser> parts = new ArrayList<>();
		final List<Script> scripts = new ArrayList<>();
		texts.positive().forEach(part -> scripts.add(part.script()));
		if (guided()) scripts.add(texts.negative());
		for (final Script script : scripts) {
			parts.add(watch.apply(new NetworkDenoiser(network.get(), script.over(grid.sigmas(),
				encodings -> model.context(encodings, width, height, guidance)), prediction,
				grid.timestep(), canceled)));
		}
		if (!guided()) return together(parts);
		final Denoiser negative = parts.remove(parts.size() - 1);
		final Denoiser positive = together(parts);
		return span.over(grid.sigmas(),
			new Guidance(positive, texts.weight(), negative, guidance * factor), positive);
	}

	/** Without guidance the weights count in proportion. */
	private Denoiser together(final List<Denoiser> parts) {
		final double whole = guided() || texts.weight() == 0 ? 1 : texts.weight();
		final double[] weights = texts.positive().stream().mapToDouble(part -> part.weight() / whole)
			.toArray();
		return parts.size() == 1 && weights[0] == 1 ? parts.get(0) : new Together(parts, weights);
	}
}
