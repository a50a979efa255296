/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.insaneres.onnx.Tensor;
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
			assertFilled(windows.get(i), windows.length(), size);
		}
	}

	/** A window that is mirrored from the part it needs is the one mirrored from everything. */
	private static void assertFilled(final Windows.Window window, final int length,
		final int size) {
		final Tensor all = row(0, size);
		final Tensor part = row(window.from(), window.to());
		assertArrayEquals(Pixels.window(all, 0, window.start(), 1, length).data(),
			Pixels.window(part, 0, window.start() - window.from(), 1, length).data());
	}

	private static Tensor row(final int from, final int to) {
		final float[] values = new float[to - from];
		for (int i = 0; i < values.length; i++) {
			values[i] = from + i;
		}
		return new Tensor(values, 1, 1, values.length);
	}
}
