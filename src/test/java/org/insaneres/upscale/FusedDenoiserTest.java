/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

class FusedDenoiserTest {

	/** Predicts pixel by pixel, so that windows must not matter. */
	private static final Denoiser LOCAL = (x, sigma) -> x.times(1 / (1 + sigma * sigma));

	@Property(tries = 200)
	void windowsDoNotShow(@ForAll @IntRange(min = 1, max = 40) final int width,
		@ForAll @IntRange(min = 1, max = 40) final int height,
		@ForAll @IntRange(min = 2, max = 16) final int tile,
		@ForAll @IntRange(min = 0, max = 15) final int overlap, @ForAll final int seed) {
		final Random random = new Random(seed);
		final Latent x = new Latent(3, height, width);
		for (int i = 0; i < x.data().length; i++) {
			x.data()[i] = (float) random.nextGaussian();
		}
		final TilePlan plan = TilePlan.of(width, height, tile, Math.min(overlap, tile - 1));
		final Latent fused = new FusedDenoiser((x0, y0, w, h) -> LOCAL, plan, (t, latent) -> {})
			.denoise(x, 0.7);
		assertArrayEquals(LOCAL.denoise(x, 0.7).data(), fused.data(), 1e-5f);
	}
}
