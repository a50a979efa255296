/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.nio.file.Files;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.job.shelf.Installed;
import org.insaneres.job.shelf.Pace;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Steps;
import org.insaneres.sampler.solver.Samplers;

/**
 * How much there is to do for a picture.
 *
 * @param model that does it
 * @param width of the result
 * @param height of the result
 * @param tiles that the network looks at, one after the other
 * @param pixels that it looks at at once
 * @param evaluations for each tile
 */
record Work(String model, int width, int height, long tiles, long pixels, double evaluations) {

	private static final double[] SIGMAS = {14, 8, 5, 3, 1.8, 1, 0.6, 0.2, 0};
	private static final Map<String, Double> COSTS = new ConcurrentHashMap<>();

	/** Bytes of the weights of the built-in model, with which the two below were measured. */
	private static final long SMALL = 21 << 20;

	/** Bytes that a network computes for a pixel it looks at. */
	private static final double COMPUTED = 120;

	/** Bytes for each pair of pixels, as each looks at all others. */
	private static final double ATTENTION = 0.001;

	/** Cost of a shallow evaluation, as a share of a whole one. */
	private static final double SHALLOW = 0.12;

	/** Steps that everything beside the steps takes, about. */
	private static final double BESIDES = 0.5;

	/** Evaluations of the whole network for a tile, about. */
	static double evaluations(final String model, final GenerationSettings settings) {
		if (settings.strength() == 0) return 0;
		final double share = settings.steps() * settings.strength();
		final double steps = switch (settings.rule().strip().toLowerCase(java.util.Locale.ROOT)) {
			case "a1111 exact", "comfyui" -> settings.steps();
			case "krita" -> Math.max(4, share);
			case "a1111" -> Math.min(settings.steps(), (int) share + 1);
			default -> share;
		};
		return BESIDES + steps * whole(model, settings.cache())
			* COSTS.computeIfAbsent(settings.sampler(), Work::cost) *
			(settings.guidance() == 1 ? 1 : 1 + settings.guidedShare());
	}

	/** What an evaluation costs, as a share of a whole one, where deep layers are cached. */
	private static double whole(final String model, final int interval) {
		return interval == 1 || Files.isDirectory(Installed.find(model).folder())
			? 1
			: (1 + (interval - 1) * SHALLOW) / interval;
	}

	/** Evaluations that a sampler takes for a step, counted. */
	private static double cost(final String sampler) {
		final int[] count = {0};
		final Latent nothing = new Latent(1, 1, 1, new float[1]);
		final Denoiser counting = (x, sigma) -> {
			count[0]++;
			return nothing;
		};
		Samplers.named(sampler).sample(counting, nothing, SIGMAS, (from, to) -> nothing, Steps.NONE);
		return count[0] / (SIGMAS.length - 1.0);
	}

	/** How long it takes on this machine, if that is known. */
	OptionalDouble seconds() {
		if (evaluations == 0) return OptionalDouble.of(0);
		return Pace.of(Installed.find(model).name())
			.map(pace -> OptionalDouble.of(pace.seconds(pixels) * tiles * evaluations))
			.orElse(OptionalDouble.empty());
	}

	/** Memory for the pictures, the weights and what the network computes, about. */
	long bytes() {
		final long weights = Installed.find(model).bytes();
		final double size = Math.sqrt((double) Math.max(weights, SMALL) / SMALL);
		return (long) (Forecast.inMemory(width, height, (int) Math.sqrt(pixels)) + 2 * weights +
			size * pixels * (COMPUTED + ATTENTION * pixels));
	}
}
