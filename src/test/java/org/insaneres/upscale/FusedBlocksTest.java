/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.Monitor;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Lock;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.upscale.BlockPlan.Block;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks cover the picture without work done twice, and without borders between them. */
class FusedBlocksTest {

	private static final int TILE = 16;
	private static final int OVERLAP = 4;
	private static final int MULTIPLE = 4;

	@Property(tries = 300, seed = "1")
	void blocksCoverTheLatentAndNeighboursOverlap(@ForAll @IntRange(min = 1, max = 70) final int w,
		@ForAll @IntRange(min = 1, max = 70) final int h,
		@ForAll @IntRange(min = 2, max = 8) final int tile,
		@ForAll @IntRange(max = 4) final int overlap,
		@ForAll @IntRange(min = 4, max = 64) final int side,
		@ForAll @IntRange(min = 1, max = 8) final int multiple) {
		final int shared = Math.min(overlap, tile / 2) * multiple;
		final BlockPlan plan = BlockPlan.of(w * multiple, h * multiple, tile * multiple, shared,
			multiple, side * multiple);
		final boolean[] covered = new boolean[w * h];
		final Set<Tile> tiles = new HashSet<>();
		for (final Block block : plan.blocks()) {
			assertTrue(block.tiles().size() == 1 || Math.max(block.area().width(),
				block.area().height()) <= Math.max(side, tile) * multiple, "not longer than asked");
			for (final Tile t : block.tiles()) {
				assertTrue(tiles.add(t), "no tile twice");
				assertEquals(t, t.intersect(block.area()), "inside of the block");
				assertEquals(0, (t.x() | t.y()) % Integer.lowestOneBit(multiple));
				assertEquals(0, t.x() % multiple + t.y() % multiple + t.width() % multiple);
				for (int i = 0; i < t.width() / multiple * (t.height() / multiple); i++) {
					covered[(t.y() / multiple + i / (t.width() / multiple)) * w + t.x() / multiple +
						i % (t.width() / multiple)] = true;
				}
			}
			final Block right = plan.at(block.column() + 1, block.row());
			if (right != null) {
				final Tile both = block.area().intersect(right.area());
				assertTrue((both == null ? 0 : both.width()) >= Math.min(shared,
					Math.min(w, tile) * multiple - multiple), "neighbours share the overlap");
			}
		}
		for (final boolean one : covered) {
			assertTrue(one);
		}
		assertEquals(TilePlan.of(w, h, tile, shared / multiple).tiles().size(), tiles.size(),
			"as many tiles as in a whole");
	}

	private static RandomAccessibleInterval<FloatType> source(final int w, final int h) {
		final float[] values = new float[3 * w * h];
		final Random random = new Random(3);
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (0.5 + 0.3 * Math.sin(i % w / 7.0) * Math.cos(i / w % h / 5.0) +
				0.05 * random.nextGaussian());
		}
		return Pictures.wrap(values, new FinalInterval(w, h));
	}

	private static List<RandomAccessibleInterval<FloatType>> wholeAndBlocks(final String sampler,
		final int w, final int h, final AtomicLong[] evaluations) {
		final var small = source(w / 2, h / 2);
		final Enlarged enlarged = new Enlarged(Resampling.resize(small, Kernel.LANCZOS, w, h), null,
			new Lock(small, w, h, 1));
		final List<RandomAccessibleInterval<FloatType>> results = new ArrayList<>();
		final ImageToImage whole = ImageToImage.with(StubModel.of(evaluations[0], 0),
			StubModel.settings(sampler, 0.6), Monitor.NONE);
		results.add(whole.fusing((window, width, height) -> new FusedDenoiser(window,
			TilePlan.of(width, height, TILE, OVERLAP), (tile, clean) -> {}))
			.run(new Brief(enlarged.picture(), null, enlarged.lock()), 5, Monitor.NONE));
		final ImageToImage painter = ImageToImage.with(StubModel.of(evaluations[1], 0),
			StubModel.settings(sampler, 0.6), Monitor.NONE);
		final BlockPlan plan = BlockPlan.of((w + 15) / 16 * 4, (h + 15) / 16 * 4, TILE, OVERLAP,
			MULTIPLE, 40);
		results
			.add(new FusedBlocks(enlarged, painter, plan, 5, (tile, clean) -> {}).paint(Monitor.NONE));
		assertTrue(plan.blocks().size() > 3);
		return results;
	}

	@ParameterizedTest
	@ValueSource(strings = {"DPM++ 2M", "Euler a", "Heun", "DDIM CFG++"})
	void blocksAreNearlyAsFusedAsAWhole(final String sampler) {
		final AtomicLong[] evaluations = {new AtomicLong(), new AtomicLong()};
		final var results = wholeAndBlocks(sampler, 352, 256, evaluations);
		assertEquals(evaluations[0].get(), evaluations[1].get(), "no tile is evaluated twice");
		final float[] whole = Pictures.read(results.get(0));
		final float[] blocks = Pictures.read(results.get(1));
		double sum = 0;
		double max = 0;
		for (int i = 0; i < whole.length; i++) {
			final double d = 255 * Math.abs(whole[i] - blocks[i]);
			sum += d;
			max = Math.max(max, d);
		}
		System.out.printf("%s: blocks differ from a whole by %.4f grey levels, at most %.2f%n",
			sampler, sum / whole.length, max);
		assertTrue(sum / whole.length < 0.5, "mean difference in grey levels");
	}
}
