/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.junit.jupiter.api.Test;

/** What the network sees where a mask keeps the original. */
class MaskedTest {

	/** Timesteps that are a hundred times the level make the shares easy to follow. */
	private static final Grid GRID = new Grid(new double[]{4, 3, 2, 1, 0}, sigma -> 100 * sigma);
	private static final float[] MASK = {0, 0.25f, 0.5f, 0.75f, 1};
	private static final Latent ORIGINAL = row(1, 2, 3, 4, 5);
	private static final Latent NOISE = row(1, -1, 1, -1, 1);
	private static final Latent PAINTED = row(90, 90, 90, 90, 90);

	private final List<float[]> seen = new ArrayList<>();
	private final Denoiser network = (x, sigma) -> {
		seen.add(x.data());
		return PAINTED;
	};

	private static Latent row(final float... values) {
		return new Latent(1, 1, values.length, values);
	}

	private static Masked masked() {
		return new Masked(ORIGINAL, NOISE, MASK, GRID);
	}

	@Test
	void placesJoinTheEarlierTheMoreTheyAreSelected() {
		final Denoiser gradual = masked().gradual().during(network);
		final int[] free = {1, 2, 3, 4};
		for (int i = 0; i < free.length; i++) {
			final double sigma = GRID.sigmas()[i];
			final float[] clean = gradual.denoise(PAINTED, sigma).data();
			for (int place = 0; place < MASK.length; place++) {
				final boolean kept = place < MASK.length - free[i];
				assertEquals(kept ? ORIGINAL.data()[place] : 90, clean[place], "prediction at " + sigma);
				final double noisy = ORIGINAL.data()[place] + sigma * NOISE.data()[place];
				assertEquals(kept && i > 0 ? noisy : 90, seen.get(i)[place], 1e-6, "input at " + sigma);
			}
		}
	}

	@Test
	void inTheEndWhatIsNotSelectedAtAllIsTheOriginal() {
		assertArrayEquals(new float[]{1, 90, 90, 90, 90}, masked().gradual().after(PAINTED).data());
		assertArrayEquals(new float[]{1, 24, 46.5f, 68.5f, 90},
			masked().renewed().after(PAINTED).data());
	}

	/** diffusers puts the original back at the end of a step, wherever the network looks next. */
	@Test
	void inTheMiddleOfAStepTheOriginalHasTheNoiseOfItsEnd() {
		final Denoiser stepwise = masked().stepwise().during(network);
		stepwise.denoise(PAINTED, 2.4);
		assertEquals(1 + 2, seen.get(0)[0], 1e-6);
		stepwise.denoise(PAINTED, 2);
		assertEquals(1 + 2, seen.get(1)[0], 1e-6);
		masked().renewed().during(network).denoise(PAINTED, 2.4);
		assertEquals(1 + 2.4, seen.get(2)[0], 1e-6);
	}
}
