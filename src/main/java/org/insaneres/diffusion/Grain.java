/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import net.imglib2.Interval;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.noise.NoiseSource;
import org.insaneres.sampler.noise.Variation;

/**
 * The noise of a run.
 *
 * @param settings where it comes from
 * @param seed of this run
 * @param place of the picture in the whole, in pixels
 * @param factor pixels to a side of a latent pixel
 */
record Grain(GenerationSettings settings, long seed, Interval place, int factor) {

	/**
	 * Start noise first, then that of the steps.
	 *
	 * @param shape of the latent
	 */
	Noise of(final Latent shape, final Plan plan) {
		final int[] canvas = settings.canvasSize();
		final Noise noise = new Variation(settings.twin(), settings.variation(), canvas[1] / factor,
			canvas[0] / factor, settings.ensd())
			.open(source(), seed, shape.channels(), shape.height(), shape.width(), x(), y());
		return plan.sampler().brownian()
			? source().walking(noise, seed, shape.channels(), shape.height(), shape.width(),
				plan.start().levels())
			: noise;
	}

	/** The seed's own start noise, without variation. */
	Latent plain(final Latent shape) {
		return source().open(seed, shape.channels(), shape.height(), shape.width(), x(), y()).next();
	}

	private NoiseSource source() {
		return NoiseSource.named(settings.noise());
	}

	private int x() {
		return Math.toIntExact(Math.floorDiv(place.min(0), factor));
	}

	private int y() {
		return Math.toIntExact(Math.floorDiv(place.min(1), factor));
	}
}
