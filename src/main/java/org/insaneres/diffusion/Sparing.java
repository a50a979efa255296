/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.HashMap;
import java.util.Map;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import org.insaneres.Monitor;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Windows of which some are predicted by their original, without asking the network.
 *
 * @param inner asked for the others
 * @param original the clean latent of the picture
 * @param test which are spared
 */
record Sparing(Windows inner, Latent original, Test test) implements Windows {

	/** Tells which windows are spared. */
	interface Test {

		/**
		 * @param window in latents
		 * @param sigma noise level of the prediction
		 */
		boolean spares(Interval window, double sigma);
	}

	/**
	 * Those a user spares.
	 *
	 * @param picture place of the picture, whose first pixel is that of the first latent
	 * @param factor pixels along a latent
	 */
	static Test byWish(final Monitor monitor, final Interval picture, final int factor) {
		final Map<Long, Integer> times = new HashMap<>();
		return (window, sigma) -> {
			final int before = times.merge(window.min(1) << 32 | window.min(0), 1, Integer::sum) - 1;
			return monitor.spares(FinalInterval.createMinSize(
				picture.min(0) + window.min(0) * factor, picture.min(1) + window.min(1) * factor,
				window.dimension(0) * factor, window.dimension(1) * factor), before);
		};
	}

	@Override
	public Denoiser at(final int x, final int y, final int width, final int height) {
		final Interval window = FinalInterval.createMinSize(x, y, width, height);
		final Denoiser asked = inner.at(x, y, width, height);
		return new Denoiser() {

			@Override
			public Latent denoise(final Latent noisy, final double sigma) {
				return test.spares(window, sigma) ? clean(window) : asked.denoise(noisy, sigma);
			}

			@Override
			public Split split(final Latent noisy, final double sigma) {
				if (!test.spares(window, sigma)) return asked.split(noisy, sigma);
				final Latent clean = clean(window);
				return new Split(clean, clean);
			}
		};
	}

	private Latent clean(final Interval window) {
		final Interval all = new FinalInterval(original.width(), original.height());
		return new Latent(original.channels(), (int) window.dimension(1), (int) window.dimension(0),
			Pictures.read(Pictures.wrap(original.data(), all), window));
	}
}
