/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.function.BooleanSupplier;

import org.insaneres.model.Autoencoder;
import org.insaneres.model.ForwardingAutoencoder;
import org.insaneres.onnx.Tensor;

/**
 * Encodes and decodes large pictures tile by tile, so that memory stays that of one tile. Tiles
 * overlap and are averaged with weights that fall off smoothly towards their borders.
 * <p>
 * An approximation for autoencoders that look at the whole picture (group normalisation): tones of
 * tiles can differ slightly. Exact for autoencoders of independent blocks.
 */
public final class TiledAutoencoder implements ForwardingAutoencoder {

	private final Autoencoder inner;
	private final int tile;
	private final int overlap;

	/**
	 * @param tile side of a tile in latents; latents not larger than this are done in one piece
	 * @param overlap of neighbours in latents, less than tile
	 */
	public TiledAutoencoder(final Autoencoder inner, final int tile, final int overlap) {
		this.inner = inner;
		this.tile = tile;
		this.overlap = overlap;
	}

	@Override
	public Autoencoder inner() {
		return inner;
	}

	@Override
	public Tensor encode(final Tensor picture, final BooleanSupplier canceled) {
		final int height = picture.shape()[1];
		final int width = picture.shape()[2];
		final TilePlan plan = TilePlan.of(width / factor(), height / factor(), tile, overlap);
		if (plan.tiles().size() == 1) return inner.encode(picture, canceled);
		final WeightedSum sum = new WeightedSum(channels(), plan.height(), plan.width());
		for (final Tile t : plan.tiles()) {
			final Tile pixels = t.times(factor());
			final Tensor part = new Tensor(pixels.cut(picture.data(), 3, height, width), 3,
				pixels.height(), pixels.width());
			sum.add(t, inner.encode(part, canceled).data(), weights(t.x(), t.width(), plan.width()),
				weights(t.y(), t.height(), plan.height()));
		}
		return new Tensor(sum.average(), channels(), plan.height(), plan.width());
	}

	@Override
	public Tensor decode(final Tensor latent, final BooleanSupplier canceled) {
		final int height = latent.shape()[1];
		final int width = latent.shape()[2];
		final TilePlan plan = TilePlan.of(width, height, tile, overlap);
		if (plan.tiles().size() == 1) return inner.decode(latent, canceled);
		final WeightedSum sum = new WeightedSum(3, height * factor(), width * factor());
		for (final Tile t : plan.tiles()) {
			final Tile pixels = t.times(factor());
			final Tensor part = new Tensor(t.cut(latent.data(), channels(), height, width), channels(),
				t.height(), t.width());
			sum.add(pixels, inner.decode(part, canceled).data(), weights(pixels.x(), pixels.width(),
				width * factor()), weights(pixels.y(), pixels.height(), height * factor()));
		}
		return new Tensor(sum.average(), 3, height * factor(), width * factor());
	}

	/** A smooth hill, flat in the middle, nearly 0 at ends that are not ends of the picture. */
	private float[] weights(final int begin, final int side, final int whole) {
		final float[] weights = new float[side];
		final double rise = Math.max(1, side * overlap / (double) tile);
		for (int i = 0; i < side; i++) {
			final int left = begin == 0 ? side : i;
			final int right = begin + side == whole ? side : side - 1 - i;
			final double t = Math.min(1, (Math.min(left, right) + 0.5) / rise);
			weights[i] = (float) (t * t * (3 - 2 * t) + 1e-6);
		}
		return weights;
	}
}
