/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.insaneres.upscale.BlockPlan.Block;

/**
 * Both tracks of a block: for predictions, and for those without prompt, which few samplers ask
 * for.
 *
 * @param plan all blocks
 * @param channels of the latent
 * @param guided for predictions
 * @param unguided empty in most cases
 */
record Tracks(BlockPlan plan, int channels, Track guided, Track unguided) {

	Tracks(final BlockPlan plan, final Block block, final int channels) {
		this(plan, channels, new Track(plan, block, channels), new Track(plan, block, channels));
	}

	/** The tracks as one array: for each of them the number of steps, then the steps. */
	float[] values() {
		int length = 0;
		for (final Track track : List.of(guided, unguided)) {
			length += 1 + track.said().stream().mapToInt(step -> step.length).sum();
		}
		final float[] all = new float[length];
		int to = 0;
		for (final Track track : List.of(guided, unguided)) {
			all[to++] = track.said().size();
			for (final float[] step : track.said()) {
				System.arraycopy(step, 0, all, to, step.length);
				to += step.length;
			}
		}
		return all;
	}

	/**
	 * Hears a block before this one.
	 *
	 * @param all its {@link #values()}
	 */
	void listen(final Block before, final float[] all) {
		final int length = Track.length(plan, before, channels);
		int at = 0;
		for (final Track track : List.of(guided, unguided)) {
			final int count = (int) all[at++];
			final List<float[]> steps = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				steps.add(Arrays.copyOfRange(all, at, at += length));
			}
			track.listen(plan, before, steps);
		}
	}
}
