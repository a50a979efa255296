/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowsTest {

	@Property(seed = "1")
	void windowsCoverWithOverlap(@ForAll @IntRange(min = 1, max = 3000) final int size,
		@ForAll @IntRange(min = 2, max = 64) final int blocks,
		@ForAll @IntRange(min = 0, max = 3) final int power, @ForAll final boolean fixed) {
		final int multiple = 1 << power;
		final int window = blocks * multiple;
		final int overlap = window / 4;
		final Windows windows = Windows.over(size, window, overlap, multiple, fixed);
		assertTrue(windows.length() <= window && windows.length() % multiple == 0);
		assertTrue(!fixed || windows.length() == window);
		assertEquals(0, windows.cuts().get(0));
		assertEquals(size, windows.cuts().get(windows.count()));
		for (int i = 0; i < windows.count(); i++) {
			final int start = windows.starts().get(i);
			final int from = windows.cuts().get(i);
			final int to = windows.cuts().get(i + 1);
			assertTrue(start % multiple == 0 && from < to);
			// Half a multiple may be lost to keeping starts whole
			assertTrue(i == 0 ? start == 0 : from - start >= overlap - multiple);
			assertTrue(i == windows.count() - 1
				? start + windows.length() >= size
				: start + windows.length() - to >= overlap - multiple);
		}
	}
}
