/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Masked content "fill". */
class FillTest {

	/** Pictures that Pillow filled with A1111's recipe, to the bit. */
	@TestFactory
	Stream<DynamicTest> asPillowDoesIt() throws IOException {
		final JsonNode goldens = new ObjectMapper()
			.readTree(FillTest.class.getResource("fill.json"));
		return Goldens.each(goldens.get("cases"), g -> g.get("width") + " x " + g.get("height"),
			golden -> assertArrayEquals(levels(golden.get("filled")),
				Fill.of(levels(golden.get("picture")), levels(golden.get("mask")),
					golden.get("width").intValue())));
	}

	private static float[] levels(final JsonNode list) {
		final float[] out = Goldens.floats(list);
		for (int i = 0; i < out.length; i++) {
			out[i] /= 255;
		}
		return out;
	}

	/** Values between two grey levels do not change where nothing is selected. */
	@Test
	void whatIsNotSelectedStays() {
		final float[] block = new float[3 * 20 * 30];
		final Random random = new Random(5);
		for (int i = 0; i < block.length; i++) {
			block[i] = random.nextFloat();
		}
		final float[] mask = new float[20 * 30];
		mask[217] = 1;
		final float[] filled = Fill.of(block, mask, 30);
		for (int i = 0; i < block.length; i++) {
			if (i % mask.length != 217) assertEquals(block[i], filled[i], "value " + i);
		}
	}

	@Test
	void aHoleInOneColourGetsThatColour() {
		final float[] grey = new float[3 * 40 * 40];
		java.util.Arrays.fill(grey, 100 / 255f);
		final float[] mask = new float[40 * 40];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = i % 40 > 12 && i % 40 < 25 && i / 40 > 10 && i / 40 < 30 ? 1 : 0;
		}
		// Colours under little alpha are coarse in eight bits
		assertArrayEquals(grey, Fill.of(grey, mask, 40), 6.01f / 255);
	}
}
