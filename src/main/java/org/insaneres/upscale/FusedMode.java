/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.function.BiConsumer;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.model.Autoencoder;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;

/**
 * Tiles fused in every step: the whole picture is sampled at once, and its prediction is put
 * together from overlapping windows. No border is ever drawn, so there is none to hide.
 * <p>
 * A picture of more than 2^22 pixels (2048 x 2048) is painted in smaller {@link FusedBlocks}, so
 * that memory does not grow with the picture.
 *
 * @param tile side of a window in pixels
 * @param overlap of neighbours in pixels, less than tile
 */
public record FusedMode(int tile, int overlap) implements Mode {

	/** Pixels of the largest picture that is fused as a whole. */
	private static final long WHOLE = 1 << 22;

	/** Longest side of a block of several tiles, in pixels. */
	private static final int BLOCK = 1536;

	@Override
	public long windows(final long width, final long height) {
		return TilePlan.count(width, height, tile, overlap);
	}

	@Override
	public RandomAccessibleInterval<FloatType> paint(final Enlarged enlarged,
		final ImageToImage painter, final long seed, final Monitor monitor) {
		final Autoencoder autoencoder = painter.model().autoencoder();
		final int multiple = painter.model().network().multiple();
		final int side = Math.max(1, Math.round((float) tile / autoencoder.factor() / multiple)) *
			multiple;
		final int shared = Math.min(Math.max(0, overlap) / autoencoder.factor(), side - 1);
		final BiConsumer<Tile, Latent> look = (place, clean) -> show(place, clean, autoencoder,
			monitor);
		if (whole(enlarged.width(), enlarged.height())) {
			return enlarged.piece("whole", enlarged.picture(), () -> painter
				.fusing((window, width, height) -> new FusedDenoiser(window,
					TilePlan.of(width, height, side, shared), look))
				.run(new Brief(enlarged.picture(), enlarged.mask(), enlarged.lock()), seed, monitor));
		}
		if (!painter.positional()) {
			monitor.note("Warning: every block of a large picture has noise of its own; with" +
				" noise=Position they have a common one.");
		}
		final int step = autoencoder.factor() * multiple;
		final BlockPlan plan = BlockPlan.of(latents(enlarged.width(), step) * multiple,
			latents(enlarged.height(), step) * multiple, side, latents(shared, multiple) * multiple,
			multiple, BLOCK / autoencoder.factor());
		return new FusedBlocks(enlarged, painter, plan, seed, look).paint(monitor);
	}

	/** Whether a picture is fused as a whole. */
	static boolean whole(final long width, final long height) {
		return width * height <= WHOLE;
	}

	private static int latents(final long length, final int step) {
		return (int) -Math.floorDiv(-length, step);
	}

	/** A look at a window in the making, where decoding costs nothing. */
	private static void show(final Tile place, final Latent clean, final Autoencoder autoencoder,
		final Monitor monitor) {
		if (!autoencoder.linear() || !monitor.previews()) return;
		final Tile pixels = place.times(autoencoder.factor());
		final float[] values = autoencoder.decode(
			new Tensor(clean.data(), clean.channels(), clean.height(), clean.width()),
			monitor::canceled).data();
		for (int i = 0; i < values.length; i++) {
			values[i] = (values[i] + 1) / 2;
		}
		monitor.preview(Pictures.wrap(values, FinalInterval.createMinSize(pixels.x(), pixels.y(),
			pixels.width(), pixels.height())));
	}
}
