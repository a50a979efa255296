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
		final int multiple = painter.model().network().multiple();
		final int side = Math.max(1, Math.round((float) tile / autoencoder.factor() / multiple)) *
			multiple;
		final int shared = Math.min(Math.max(0, overlap) / autoencoder.factor(), side - 1);
		return painter
			.fusing((window, width, height) -> new FusedDenoiser(window,
				TilePlan.of(width, height, side, shared),
				(place, clean) -> show(place, clean, autoencoder, monitor)))
			.run(new Brief(enlarged.picture(), enlarged.mask(), enlarged.lock()), seed, monitor);
	}

	/** A look at a window in the making, where there is a quick one. */
	private static void show(final Tile place, final Latent clean, final Autoencoder autoencoder,
		final Monitor monitor) {
		if (!monitor.previews()) return;
		final Tensor seen = autoencoder.sketch(
			new Tensor(clean.data(), clean.channels(), clean.height(), clean.width()),
			monitor::canceled);
		if (seen == null) return;
		final Tile pixels = place.times(autoencoder.factor());
		final float[] values = seen.data().clone();
		for (int i = 0; i < values.length; i++) {
			values[i] = (values[i] + 1) / 2;
		}
		monitor.preview(Pictures.wrap(values, FinalInterval.createMinSize(pixels.x(), pixels.y(),
			pixels.width(), pixels.height())));
	}
}
