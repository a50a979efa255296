/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Latent;
import org.insaneres.upscale.BlockPlan.Block;

/**
 * What a block and the blocks before it tell each other while it is painted: in every step the
 * predictions of their tiles, as far as these reach into it, are part of the sum, so that it grows
 * together with them.
 */
final class Track implements Company {

	/**
	 * The part of a tile that lies in a later block.
	 *
	 * @param later the other block
	 * @param tile whole
	 * @param part of it, at its place in the latent
	 * @param offset of its values among those of a step
	 */
	private record Strip(Block later, Tile tile, Tile part, int offset) {}

	/**
	 * What a block before this one said.
	 *
	 * @param strips that lie in this block
	 * @param steps of all steps, the noise level first
	 */
	private record Told(List<Strip> strips, List<float[]> steps) {}

	private final Block block;
	private final Hills hills;
	private final int channels;
	private final List<Strip> own;
	private final int length;
	private final List<Told> told = new ArrayList<>();
	private final List<float[]> said = new ArrayList<>();

	/** A track of a block for latents of so many channels. */
	Track(final BlockPlan plan, final Block block, final int channels) {
		this.block = block;
		hills = plan.hills();
		this.channels = channels;
		own = strips(plan, block, channels);
		length = length(own, channels);
	}

	private static List<Strip> strips(final BlockPlan plan, final Block block, final int channels) {
		final List<Strip> strips = new ArrayList<>();
		int offset = 1;
		for (final Block later : plan.after(block)) {
			for (final Tile tile : block.tiles()) {
				final Tile part = tile.intersect(later.area());
				if (part == null) continue;
				strips.add(new Strip(later, tile, part, offset));
				offset += channels * part.width() * part.height();
			}
		}
		return strips;
	}

	private static int length(final List<Strip> strips, final int channels) {
		return 1 + strips.stream().mapToInt(s -> channels * s.part.width() * s.part.height()).sum();
	}

	/**
	 * Lets this block hear one before it.
	 *
	 * @param said what {@link #said()} of that block gave
	 */
	void listen(final BlockPlan plan, final Block before, final List<float[]> said) {
		final List<Strip> mine = new ArrayList<>();
		for (final Strip strip : strips(plan, before, channels)) {
			if (strip.later == block) mine.add(strip);
		}
		told.add(new Told(mine, said));
	}

	@Override
	public void begin(final double sigma) {
		final float[] values = new float[length];
		values[0] = (float) sigma;
		said.add(values);
	}

	@Override
	public void say(final Tile tile, final Latent prediction) {
		final float[] values = said.get(said.size() - 1);
		for (final Strip strip : own) {
			if (!strip.tile.from(block.area()).equals(tile)) continue;
			final float[] part = strip.part.from(strip.tile).cut(prediction.data(), channels,
				tile.height(), tile.width());
			System.arraycopy(part, 0, values, strip.offset, part.length);
		}
	}

	@Override
	public void join(final WeightedSum sum) {
		final int step = said.size() - 1;
		for (final Told before : told) {
			if (step >= before.steps.size()) continue;
			final float[] values = before.steps.get(step);
			if (values[0] != said.get(step)[0]) continue;
			for (final Strip strip : before.strips) {
				final Tile part = strip.part;
				final float[] cut = new float[channels * part.width() * part.height()];
				System.arraycopy(values, strip.offset, cut, 0, cut.length);
				sum.add(part.from(block.area()), cut,
					hills.across(strip.tile, part), hills.down(strip.tile, part));
			}
		}
	}

	/** All steps of this block so far, for the blocks after it. */
	List<float[]> said() {
		return said;
	}

	/** Values of a step of a block's track. */
	static int length(final BlockPlan plan, final Block block, final int channels) {
		return length(strips(plan, block, channels), channels);
	}
}
