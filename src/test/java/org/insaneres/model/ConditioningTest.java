/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;

class ConditioningTest {

	@Test
	void oneEncodingStaysAsItIs() {
		final Encoding encoding = new Encoding(new Tensor(new float[6], 3, 2), null);
		final Context context = Conditioning.context(Map.of(), List.of(encoding), 64, 32, 7.5);
		assertSame(encoding.hidden(), context.hidden());
		assertEquals(Map.of(), context.extras());
	}

	@Test
	void twoEncodingsLieSideBySide() {
		final Encoding first = new Encoding(new Tensor(new float[]{1, 2, 3, 4}, 2, 2), null);
		final Tensor pooled = new Tensor(new float[]{9}, 1);
		final Encoding second = new Encoding(new Tensor(new float[]{5, 6}, 2, 1), pooled);
		final Map<String, Integer> extras = new LinkedHashMap<>();
		extras.put("text_embeds", 1);
		extras.put("time_ids", 6);
		final Context context = Conditioning.context(extras, List.of(first, second), 64, 32, 7.5);
		assertArrayEquals(new int[]{2, 3}, context.hidden().shape());
		assertArrayEquals(new float[]{1, 2, 5, 3, 4, 6}, context.hidden().data());
		assertSame(pooled, context.extras().get("text_embeds"));
		assertArrayEquals(new float[]{32, 64, 0, 0, 32, 64}, context.extras().get("time_ids").data());
		assertNull(context.extras().get("timestep_cond"));
	}

	@Test
	void guidanceBecomesSinesAndCosines() {
		final float[] none = guidance(1);
		final float[] some = guidance(8.5);
		for (int i = 0; i < 128; i++) {
			assertEquals(0, none[i]);
			assertEquals(1, none[128 + i]);
			final double angle = 7500 * Math.pow(10000, -i / 127.0);
			// Single precision leaves a few ten-thousandths of a turn's angle
			assertEquals(Math.sin(angle), some[i], 2e-3);
			assertEquals(Math.cos(angle), some[128 + i], 2e-3);
		}
	}

	private static float[] guidance(final double guidance) {
		final Encoding encoding = new Encoding(new Tensor(new float[1], 1, 1), null);
		return Conditioning.context(Map.of("timestep_cond", 256), List.of(encoding), 8, 8, guidance)
			.extras().get("timestep_cond").data();
	}
}
