/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementTest {

	@ParameterizedTest
	@EnumSource
	void keepsWhatItCanHold(final Element element) {
		final float[] whole = {0, 1, -1, 77, 999, -2048};
		assertArrayEquals(whole, through(element, whole));
		assertEquals(element, Element.named(element.name().toLowerCase()));
		assertNull(Element.named("string"));
	}

	@ParameterizedTest
	@EnumSource(names = {"INT32", "INT64"})
	void cutsFractionsOff(final Element element) {
		assertArrayEquals(new float[]{7, -7, 0},
			through(element, new float[]{7.99f, -7.99f, 0.5f}));
	}

	@ParameterizedTest
	@EnumSource(names = "FLOAT16")
	void roundsToTheNearestHalf(final Element element) {
		assertArrayEquals(new float[]{0.099975586f, 2048, Float.POSITIVE_INFINITY},
			through(element, new float[]{0.1f, 2049, 1e6f}));
	}

	private static float[] through(final Element element, final float[] values) {
		final ByteBuffer buffer = ByteBuffer.allocateDirect(values.length * element.size())
			.order(ByteOrder.nativeOrder());
		element.put(values, buffer);
		final float[] back = new float[values.length];
		element.get(buffer, back);
		return back;
	}
}
