/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.DiffusionModel;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;

/**
 * Tiles fused in every step: the whole picture is sampled at once, and its prediction is put
 * together from overlapping windows. No border is ever drawn, so there is none to hide.
 *
 * @param tile side of a window in pixels
 * @param overlap of neighbours in pixels, less than tile
 */
public record FusedMode(int tile, int overlap) implements Mode {

	@Override
	public RandomAccessibleInterval<FloatType> paint(final Enlarged enlarged,
		final ImageToImage painter, final long seed, final Monitor monitor) {
		final Autoencoder autoencoder = painter.model().autoencoder();
		return painter
			.fusing((window, width, height) -> new FusedDenoiser(window,
				plan(width, height, painter.model()),
				(place, clean) -> show(place, clean, autoencoder, monitor)))
			.run(new Brief(enlarged.picture(), enlarged.mask(), enlarged.lock()), seed, monitor);
	}

	/** The windows of a latent. */
	private TilePlan plan(final int width, final int height, final DiffusionModel model) {
		final int factor = model.autoencoder().factor();
		final int multiple = model.network().multiple();
		final int side = Math.max(1, Math.round((float) tile / factor / multiple)) * multiple;
		return TilePlan.of(width, height, side, Math.min(Math.max(0, overlap) / factor, side - 1));
	}

	@Override
	public Borders borders(final int width, final int height, final DiffusionModel model) {
		final int factor = model.autoencoder().factor();
		final int step = factor * model.network().multiple();
		final TilePlan plan = plan(-Math.floorDiv(-width, step) * step / factor,
			-Math.floorDiv(-height, step) * step / factor, model);
		return Borders.fused(plan, factor);
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
