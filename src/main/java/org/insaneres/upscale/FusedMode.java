/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.DiffusionModel;
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
		final BiConsumer<Tile, Latent> look = (place, clean) -> monitor
			.preview(() -> sketch(place, clean, autoencoder, monitor));
		if (whole(enlarged.width(), enlarged.height())) {
			return enlarged.piece("whole", enlarged.picture(), () -> painter
				.fusing((window, width, height) -> new FusedDenoiser(window,
					plan(width, height, painter.model()), look))
				.run(enlarged.brief(), seed, monitor));
		}
		if (!painter.positional()) {
			monitor.note("Warning: every block of a large picture has noise of its own; with" +
				" noise=Position they have a common one.");
		}
		return new FusedBlocks(enlarged, painter,
			blocks(enlarged.width(), enlarged.height(), painter.model()), seed, look).paint(monitor);
	}

	@Override
	public List<Tile> tiles(final long width, final long height, final DiffusionModel model) {
		final int factor = model.autoencoder().factor();
		final int multiple = model.network().multiple();
		final Stream<Tile> latents = whole(width, height)
			? plan(latents(width, factor * multiple) * multiple,
				latents(height, factor * multiple) * multiple, model).tiles().stream()
			: blocks(width, height, model).blocks().stream().flatMap(block -> block.tiles().stream());
		return latents.map(tile -> tile.times(factor)).toList();
	}

	@Override
	public Borders borders(final long width, final long height, final DiffusionModel model) {
		return Borders.fused(tiles(width, height, model));
	}

	/** The windows of a latent that is fused as a whole. */
	private TilePlan plan(final int width, final int height, final DiffusionModel model) {
		return TilePlan.of(width, height, side(model), shared(model));
	}

	/** The blocks of a picture that is not. */
	private BlockPlan blocks(final long width, final long height, final DiffusionModel model) {
		final int factor = model.autoencoder().factor();
		final int multiple = model.network().multiple();
		return BlockPlan.of(latents(width, factor * multiple) * multiple,
			latents(height, factor * multiple) * multiple, side(model),
			latents(shared(model), multiple) * multiple, multiple, BLOCK / factor);
	}

	/** Of a window, in latents. */
	private int side(final DiffusionModel model) {
		final int multiple = model.network().multiple();
		return Math.max(1, Math.round((float) tile / model.autoencoder().factor() / multiple)) *
			multiple;
	}

	/** By windows that are neighbours, in latents. */
	private int shared(final DiffusionModel model) {
		return Math.min(Math.max(0, overlap) / model.autoencoder().factor(), side(model) - 1);
	}

	/** Whether a picture is fused as a whole. */
	static boolean whole(final long width, final long height) {
		return width * height <= WHOLE;
	}

	private static int latents(final long length, final int step) {
		return (int) -Math.floorDiv(-length, step);
	}

	/** A look at a window in the making, where there is a quick one. */
	private static RandomAccessibleInterval<FloatType> sketch(final Tile place, final Latent clean,
		final Autoencoder autoencoder, final Monitor monitor) {
		final Tensor seen = autoencoder.sketch(
			new Tensor(clean.data(), clean.channels(), clean.height(), clean.width()),
			monitor::canceled);
		if (seen == null) return null;
		final Tile pixels = place.times(autoencoder.factor());
		final float[] values = seen.data();
		for (int i = 0; i < values.length; i++) {
			values[i] = (values[i] + 1) / 2;
		}
		return Pictures.wrap(values, FinalInterval.createMinSize(pixels.x(), pixels.y(),
			pixels.width(), pixels.height()));
	}
}
