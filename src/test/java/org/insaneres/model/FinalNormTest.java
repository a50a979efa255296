/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;

class FinalNormTest {

	private static final int TOKENS = 77;
	private static final int WIDTH = 48;

	@Test
	void findsGainAndBias() {
		final Random random = new Random(1);
		final double[] gain = random.doubles(WIDTH, -2, 2).toArray();
		final double[] bias = random.doubles(WIDTH, -2, 2).toArray();
		final FinalNorm norm = new FinalNorm(gain, bias);
		final Tensor before = gaussian(random);
		final FinalNorm found = FinalNorm.of(before, norm.apply(before));
		final Tensor other = gaussian(random);
		assertEquals(0, Npy.difference(norm.apply(other), found.apply(other)), 1e-5);
	}

	@Test
	void normalizesEveryToken() {
		final double[] ones = new double[WIDTH];
		java.util.Arrays.fill(ones, 1);
		final float[] out = new FinalNorm(ones, new double[WIDTH]).apply(gaussian(new Random(2)))
			.data();
		double sum = 0;
		double squares = 0;
		for (int c = 0; c < WIDTH; c++) {
			sum += out[c];
			squares += out[c] * out[c];
		}
		assertEquals(0, sum / WIDTH, 1e-6);
		assertEquals(1, squares / WIDTH, 1e-4);
	}

	private static Tensor gaussian(final Random random) {
		final float[] data = new float[TOKENS * WIDTH];
		for (int i = 0; i < data.length; i++) data[i] = (float) (3 * random.nextGaussian() + 1);
		return new Tensor(data, TOKENS, WIDTH);
	}
}
