/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.insaneres.Refusal;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

	private static final Latent WITH = new Latent(1, 1, 1, new float[]{1});
	private static final Latent WITHOUT = new Latent(1, 1, 1, new float[]{2});

	private final Denoiser guided = (x, sigma) -> WITH;
	private final Denoiser prompt = (x, sigma) -> WITHOUT;

	@Test
	void actsInItsStepsOnly() {
		final double[] sigmas = {10, 8, 6, 4, 2, 0};
		final StringBuilder seen = new StringBuilder();
		final Denoiser over = Span.parse(" 0.2 - .8").over(sigmas, guided, prompt);
		for (int i = 0; i < 5; i++) {
			seen.append((int) over.denoise(WITH, sigmas[i]).data()[0]);
			// Between two levels
			seen.append((int) over.denoise(WITH, sigmas[i] - 0.5).data()[0]);
		}
		assertEquals("2211111122", seen.toString());
		assertEquals(0.6, Span.parse("0.2-0.8").length(), 1e-9);
	}

	@Test
	void allStepsNeedNothing() {
		assertSame(guided, Span.parse("").over(new double[]{1, 0}, guided, prompt));
		assertSame(guided, Span.parse("0-1").over(new double[]{1, 0}, guided, prompt));
	}

	@ParameterizedTest
	@ValueSource(strings = {"0.8-0.2", "0.5-0.5", "0-1.1", "a", "0.2", "-1-1", "0,2-0,8", "NaN-1"})
	void isRefused(final String text) {
		final String sentence = assertThrows(Refusal.class, () -> Span.parse(text)).getMessage();
		assertTrue(sentence.contains("guided is \"" + text + "\""), sentence);
	}
}
