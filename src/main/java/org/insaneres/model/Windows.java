/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How one axis of a picture is covered by overlapping windows of one length.
 *
 * @param length of every window, possibly beyond the end of the picture
 * @param starts where the windows begin
 * @param cuts where one window's result ends and the next one's begins, with 0 first and the length
 * of the picture last
 */
record Windows(int length, List<Integer> starts, List<Integer> cuts) {

	/**
	 * @param size of the picture
	 * @param window wanted length, used where the picture is longer
	 * @param overlap of each window's end that is not used, where another window lies beyond it
	 * @param multiple which all starts and lengths are whole multiples of
	 * @param fixed whether windows are never shorter than wanted
	 */
	static Windows over(final int size, final int window, final int overlap, final int multiple,
		final boolean fixed) {
		final int padded = up(size, multiple);
		final int length = fixed || padded > window ? window : padded;
		final int step = Math.max(multiple, (length - 2 * overlap) / multiple * multiple);
		final List<Integer> starts = new ArrayList<>(List.of(0));
		final List<Integer> cuts = new ArrayList<>(List.of(0));
		for (int last = 0; last + length < padded;) {
			final int next = Math.min(last + step, padded - length);
			starts.add(next);
			cuts.add((next + last + length) / 2);
			last = next;
		}
		cuts.add(size);
		return new Windows(length, List.copyOf(starts), List.copyOf(cuts));
	}

	private static int up(final int size, final int multiple) {
		return (size + multiple - 1) / multiple * multiple;
	}

	int count() {
		return starts.size();
	}

	/** One of the windows. */
	Window get(final int i) {
		final int size = cuts.get(cuts.size() - 1);
		final int start = starts.get(i);
		final int beyond = start + length - size;
		final int from = beyond > 0 ? Math.max(0, Math.min(start, size - 1 - beyond)) : start;
		return new Window(start, length, from, Math.min(size, start + length), cuts.get(i),
			cuts.get(i + 1));
	}

	/**
	 * A window.
	 *
	 * @param start where it begins
	 * @param from where that of the picture begins which is needed to fill it, by mirroring if it
	 * reaches beyond the end
	 * @param to where that ends
	 * @param left where what is used of its result begins
	 * @param right where that ends
	 */
	record Window(int start, int length, int from, int to, int left, int right) {}
}
