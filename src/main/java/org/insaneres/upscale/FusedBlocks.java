/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.Monitor;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;
import org.insaneres.upscale.BlockPlan.Block;

/**
 * Paints a picture that is too large for fusing as a whole block by block, each fused in every step
 * with what the blocks before it predicted where they overlap.
 * <p>
 * This is an approximation of fusing as a whole in one way: a block has an influence on those after
 * it, but not on those before. No tile is evaluated more often than in a whole.
 */
final class FusedBlocks {

	private final Enlarged enlarged;
	private final ImageToImage painter;
	private final BlockPlan plan;
	private final long seed;
	private final BiConsumer<Tile, Latent> finished;
	private final int factor;
	private final int channels;

	/**
	 * @param plan in latents
	 * @param finished hears of every tile and its prediction, in every step
	 */
	FusedBlocks(final Enlarged enlarged, final ImageToImage painter, final BlockPlan plan,
		final long seed, final BiConsumer<Tile, Latent> finished) {
		this.enlarged = enlarged;
		this.painter = painter;
		this.plan = plan;
		this.seed = seed;
		this.finished = finished;
		this.factor = painter.model().autoencoder().factor();
		this.channels = painter.model().autoencoder().channels();
	}

	RandomAccessibleInterval<FloatType> paint(final Monitor monitor) {
		final var result = enlarged.workspace().picture(enlarged.width(), enlarged.height());
		final int count = plan.blocks().size();
		for (int n = 0; n < count; n++) {
			final Block block = plan.blocks().get(n);
			final Interval window = window(block);
			final float[] painted = painted(block, monitor.part((double) n / count, (n + 1.0) / count,
				"Block " + (n + 1) + " of " + count));
			merge(block, window, painted, result);
			if (monitor.previews()) {
				final float[] so = Pictures.read(result, window);
				monitor.preview(() -> Pictures.wrap(so, window));
			}
		}
		return result;
	}

	/** Where a block lies in the picture; latents may overhang it. */
	private Interval window(final Block block) {
		final Tile pixels = block.area().times(factor);
		return Intervals.intersect(
			FinalInterval.createMinSize(pixels.x(), pixels.y(), pixels.width(), pixels.height()),
			new FinalInterval(enlarged.width(), enlarged.height()));
	}

	/** The pixels of a block. Those after it will ask for its tracks. */
	private float[] painted(final Block block, final Monitor monitor) {
		return enlarged.workspace().lasting("block-" + name(block), () -> {
			final Tracks tracks = tracks(block);
			final float[] painted = paint(block, tracks, monitor);
			enlarged.workspace().lasting("tracks-" + name(block), tracks::values);
			return painted;
		});
	}

	private static String name(final Block block) {
		return block.column() + "-" + block.row();
	}

	/** The tracks of a block that is to be painted. */
	private Tracks tracks(final Block block) {
		final Tracks tracks = new Tracks(plan, block, channels);
		for (final Block before : plan.before(block)) {
			tracks.listen(before, enlarged.workspace().lasting("tracks-" + name(before), () -> {
				final Tracks lost = tracks(before);
				paint(before, lost, Monitor.NONE);
				return lost.values();
			}));
		}
		return tracks;
	}

	private float[] paint(final Block block, final Tracks tracks, final Monitor monitor) {
		final Interval window = window(block);
		final Tile area = block.area();
		final List<Tile> tiles = block.tiles().stream().map(tile -> tile.from(area)).toList();
		final Brief brief = enlarged.brief(window);
		if (nothing(brief.mask())) return Pictures.read(brief.picture());
		final var painted = painter.fusing((tile, width, height) -> new FusedDenoiser(tile,
			new TilePlan(area.width(), area.height(), tiles),
			(place, clean) -> finished.accept(
				new Tile(place.x() + area.x(), place.y() + area.y(), place.width(), place.height()),
				clean),
			plan.hills(), area, tracks.guided(), tracks.unguided()))
			.run(brief, painter.positional() ? seed : seed + plan.blocks().indexOf(block), monitor);
		return Pictures.read(painted);
	}

	/** Whether a mask leaves everything as it is. */
	private static boolean nothing(final RandomAccessibleInterval<FloatType> mask) {
		if (mask == null) return false;
		for (final float weight : Pictures.read(mask)) {
			if (weight > 0) return false;
		}
		return true;
	}

	/** Fades from the blocks before into this one where they overlap. */
	private void merge(final Block block, final Interval window, final float[] above,
		final RandomAccessibleInterval<FloatType> result) {
		final float[] across = rise((int) window.dimension(0),
			shared(block, plan.at(block.column() - 1, block.row())).width());
		final float[] down = rise((int) window.dimension(1),
			shared(block, plan.at(block.column(), block.row() - 1)).height());
		final float[] below = Pictures.read(result, window);
		for (int i = 0; i < below.length; i++) {
			final float weight = across[i % across.length] * down[i / across.length % down.length];
			below[i] = weight == 1 ? above[i] : below[i] + weight * (above[i] - below[i]);
		}
		Pictures.write(below, window, result);
	}

	/** What a block shares with one before it, in pixels; nothing if there is none. */
	private Tile shared(final Block block, final Block before) {
		final Tile shared = before == null ? null : block.area().intersect(before.area());
		return shared == null ? new Tile(0, 0, 0, 0) : shared.times(factor);
	}

	/** From nearly 0 smoothly to 1 over the first pixels of a side. */
	private static float[] rise(final int side, final int over) {
		final float[] weights = new float[side];
		Arrays.fill(weights, 1);
		for (int i = 0; i < Math.min(over, side); i++) {
			final double t = (i + 0.5) / over;
			weights[i] = (float) (t * t * (3 - 2 * t));
		}
		return weights;
	}
}
