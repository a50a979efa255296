/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tile plans and merging against A1111's own numbers. */
class TilesGoldenTest {

	private final JsonNode golden;

	TilesGoldenTest() throws IOException {
		golden = new ObjectMapper().readTree(new File(System.getProperty("goldens"), "tiles.json"));
	}

	@TestFactory
	List<DynamicTest> goldens() {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode c : golden.path("a1111_grid")) {
			tests.add(DynamicTest.dynamicTest("grid " + brief(c), () -> grid(c)));
		}
		for (final JsonNode c : golden.path("a1111_ramp")) {
			tests.add(DynamicTest.dynamicTest("ramp " + c.get("overlap"), () -> ramp(c)));
		}
		for (final JsonNode c : golden.path("a1111_combine")) {
			tests.add(DynamicTest.dynamicTest("combine " + brief(c), () -> combine(c)));
		}
		for (final JsonNode c : golden.path("krita_layout")) {
			tests.add(DynamicTest.dynamicTest("Krita " + c.get("w") + " x " + c.get("h"),
				() -> krita(c, c.get("w").intValue(), c.get("h").intValue(),
					c.get("pad_asked").intValue())));
		}
		for (final JsonNode c : golden.path("krita_workflow")) {
			final JsonNode initial = c.get("initial");
			tests.add(DynamicTest.dynamicTest("Krita refine " + initial,
				() -> krita(c, initial.get(0).intValue(), initial.get(1).intValue(),
					KritaPlan.padding(c.get("strength").doubleValue()))));
		}
		System.out.println("cases: " + tests.size());
		assertTrue(tests.size() > 0, "no cases in tiles.json");
		return tests;
	}

	private static void grid(final JsonNode c) {
		final int overlap = c.get("overlap").intValue();
		assertArrayEquals(ints(c.get("xs")),
			TilePlan.starts(c.get("w").intValue(), c.get("tile_w").intValue(), overlap));
		assertArrayEquals(ints(c.get("ys")),
			TilePlan.starts(c.get("h").intValue(), c.get("tile_h").intValue(), overlap));
	}

	private static void ramp(final JsonNode c) {
		final float[] ramp = GridMerge.ramp(c.get("overlap").intValue());
		assertArrayEquals(ints(c.get("mask")),
			IntStream.range(0, ramp.length).map(i -> Math.round(255 * ramp[i])).toArray());
	}

	private static void combine(final JsonNode c) {
		final int w = c.get("w").intValue();
		final int h = c.get("h").intValue();
		final int overlap = c.get("overlap").intValue();
		final TilePlan plan = TilePlan.of(w, h, c.get("tile_w").intValue(),
			c.get("tile_h").intValue(), overlap);
		final GridMerge merge = new GridMerge(plan, overlap, Pictures.create(w, h));
		for (int k = 0; k < plan.tiles().size(); k++) {
			merge.add(plan.tiles().get(k), synthetic(k, plan.tiles().get(k)));
		}
		final float[] picture = Pictures.read(merge.picture());
		for (int x = 0; x < w; x++) {
			assertEquals(c.get("blue_row0").get(x).intValue(), picture[2 * h * w + x], 1.01);
		}
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < w; x++) {
				assertEquals(c.get("red").get(y).get(x).intValue(), picture[y * w + x], 1.01);
				assertEquals(c.get("green").get(y).get(x).intValue(), picture[(h + y) * w + x], 1.01);
			}
		}
	}

	private static void krita(final JsonNode c, final int w, final int h, final int padding) {
		final KritaPlan plan = KritaPlan.of(w, h, c.get("min_tile").intValue(), padding,
			c.get("multiple").intValue());
		assertEquals(c.get("padding").intValue(), plan.padding());
		assertEquals(c.get("blending").intValue(), plan.blending());
		assertEquals(c.get("tiles").size(), plan.tiles().size());
		for (int i = 0; i < plan.tiles().size(); i++) {
			final Tile t = plan.tiles().get(i);
			assertArrayEquals(ints(c.get("tiles").get(i)),
				new int[]{t.x(), t.y(), t.x() + t.width(), t.y() + t.height()});
		}
	}

	/** Tile k as the golden's {@code tile_pixels} defines it. */
	private static float[] synthetic(final int k, final Tile t) {
		final int size = t.width() * t.height();
		final float[] values = new float[3 * size];
		for (int i = 0; i < size; i++) {
			values[i] = (37 * k + 5 * (i % t.width()) + 3 * (i / t.width())) % 256;
			values[size + i] = (90 * k + 20) % 256;
			values[2 * size + i] = Math.floorMod(200 - 30 * k, 256);
		}
		return values;
	}

	private static int[] ints(final JsonNode array) {
		return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
	}

	private static String brief(final JsonNode c) {
		return c.get("w") + " x " + c.get("h") + ", tile " + c.get("tile_w") + " x " +
			c.get("tile_h") + ", overlap " + c.get("overlap");
	}
}
