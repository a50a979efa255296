/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pieces a selection falls into; pixels that touch, if only at a corner, belong together. */
final class Islands {

	private Islands() {}

	/**
	 * @param selected width x height, row after row
	 * @return the indices of the pixels of each piece
	 */
	static List<int[]> of(final boolean[] selected, final int width) {
		final boolean[] open = selected.clone();
		final int height = open.length / width;
		final List<int[]> islands = new ArrayList<>();
		int[] found = new int[16];
		for (int seed = 0; seed < open.length; seed++) {
			if (!open[seed]) continue;
			open[seed] = false;
			found[0] = seed;
			int count = 1;
			for (int next = 0; next < count; next++) {
				final int x = found[next] % width;
				final int y = found[next] / width;
				for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
					for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
						final int neighbour = v * width + u;
						if (!open[neighbour]) continue;
						open[neighbour] = false;
						if (count == found.length) {
							found = Arrays.copyOf(found, 2 * count);
						}
						found[count++] = neighbour;
					}
				}
			}
			islands.add(Arrays.copyOf(found, count));
		}
		return islands;
	}
}
