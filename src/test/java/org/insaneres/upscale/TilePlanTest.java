/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TilePlanTest {

	@Property
	void coversEveryPixelInside(@ForAll @IntRange(min = 1, max = 200) final int width,
		@ForAll @IntRange(min = 1, max = 200) final int height,
		@ForAll @IntRange(min = 1, max = 64) final int tile,
		@ForAll @IntRange(min = 0, max = 63) final int overlap) {
		final boolean[] covered = new boolean[width * height];
		for (final Tile t : TilePlan.of(width, height, tile, Math.min(overlap, tile - 1)).tiles()) {
			assertTrue(t.x() >= 0 && t.y() >= 0);
			assertTrue(t.x() + t.width() <= width && t.y() + t.height() <= height);
			assertEquals(Math.min(tile, width), t.width());
			assertEquals(Math.min(tile, height), t.height());
			for (int y = t.y(); y < t.y() + t.height(); y++) {
				for (int x = t.x(); x < t.x() + t.width(); x++) {
					covered[y * width + x] = true;
				}
			}
		}
		for (final boolean c : covered) {
			assertTrue(c);
		}
	}
}
