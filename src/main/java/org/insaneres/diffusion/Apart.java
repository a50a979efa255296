/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.insaneres.sampler.Denoiser;

/** Windows that are all predicted alike, but each by a Denoiser of its own, which may remember. */
final class Apart implements Windows {

	private final Supplier<Denoiser> each;
	private final Map<List<Integer>, Denoiser> known = new HashMap<>();

	/** @param each makes a Denoiser for another window */
	Apart(final Supplier<Denoiser> each) {
		this.each = each;
	}

	@Override
	public Denoiser at(final int x, final int y, final int width, final int height) {
		return known.computeIfAbsent(List.of(x, y, width, height), window -> each.get());
	}
}
