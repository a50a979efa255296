/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.insaneres.Refusal;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.junit.jupiter.api.Test;

class NoiseSourceTest {

	private static final double[] SIGMAS = {10, 4, 1, 0};

	@Test
	void namesAreFoundInAnyCase() {
		assertSame(NoiseSource.POSITION, NoiseSource.named(" position"));
		final String message = assertThrows(Refusal.class, () -> NoiseSource.named("GPU")).getMessage();
		assertTrue(message.contains("Position, MT19937, Philox"), message);
	}

	@Test
	void walkingKeepsTheStartNoise() {
		final Noise noise = NoiseSource.MT19937.open(3, 1, 4, 5, 0, 0);
		final Noise walking = NoiseSource.MT19937.walking(NoiseSource.MT19937.open(3, 1, 4, 5, 0, 0), 3,
			1, 4, 5, SIGMAS);
		assertArrayEquals(noise.next().data(), walking.next().data());
	}

	@Test
	void halfStepsOfAWalkAddUp() {
		final Noise walk = new BrownianNoise(PhiloxNormals::new, 8, 1, 3, 3, 1, 10);
		final Latent first = walk.next(10, 4).times(-Math.sqrt(6));
		final Latent second = walk.next(4, 1).times(-Math.sqrt(3));
		final Latent whole = walk.next(10, 1).times(-Math.sqrt(9));
		for (int i = 0; i < 9; i++) {
			assertEquals(whole.data()[i], first.data()[i] + second.data()[i], 1e-5);
		}
	}

	@Test
	void positionNeedsNoWalk() {
		final Noise noise = NoiseSource.POSITION.open(3, 1, 4, 5, 0, 0);
		assertSame(noise, NoiseSource.POSITION.walking(noise, 3, 1, 4, 5, SIGMAS));
	}
}
