/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;

/**
 * AUTOMATIC1111's variation seeds: the start noise lies between those of two seeds, all further
 * noise is that of the first seed.
 *
 * @param subseed the other seed
 * @param strength 0 for the first seed alone (the other is not looked at), 1 for the other
 * @param fromHeight latent height of the picture whose start noise is to be put into the middle
 * ("resize seed from"); 0 for none
 * @param fromWidth latent width of that picture; 0 for none
 * @param delta where not 0, further noise is that of the first seed plus delta from its beginning
 * ("eta noise seed delta", ENSD)
 */
public record Variation(long subseed, double strength, int fromHeight, int fromWidth, long delta) {

	/** Only a second seed. */
	public Variation(final long subseed, final double strength) {
		this(subseed, strength, 0, 0, 0);
	}

	/**
	 * A stream of noise like {@link NoiseSource#open}. With POSITION the two noises are mixed value
	 * by value, so that neither depends on the crop, and there is nothing to resize: its noise stays
	 * where it is.
	 */
	public Noise open(final NoiseSource source, final long seed, final int channels,
		final int height, final int width, final int originX, final int originY) {
		final Noise first = source.open(seed, channels, height, width, originX, originY);
		final Noise further = delta == 0
			? first
			: source.open(seed + delta, channels, height, width, originX, originY);
		final boolean resized = fromHeight > 0 && fromWidth > 0 && source != NoiseSource.POSITION &&
			(fromHeight != height || fromWidth != width);
		final int h = resized ? fromHeight : height;
		final int w = resized ? fromWidth : width;
		return new Noise() {

			private boolean started;

			@Override
			public Latent next(final double sigma, final double sigmaNext) {
				if (started) return further.next(sigma, sigmaNext);
				started = true;
				final Latent own = first.next(sigma, sigmaNext);
				Latent start = resized ? source.open(seed, channels, h, w, 0, 0).next() : own;
				if (strength != 0) {
					final Latent other = source.open(subseed, channels, h, w, originX, originY).next();
					start = source == NoiseSource.POSITION
						? Slerp.pointwise(strength, start, other)
						: Slerp.columns(strength, start, other);
				}
				return resized ? intoMiddle(start, own) : start;
			}
		};
	}

	/** A copy of frame with as much of the other latent in its middle as fits. */
	private static Latent intoMiddle(final Latent inner, final Latent frame) {
		final int dx = Math.floorDiv(frame.width() - inner.width(), 2);
		final int dy = Math.floorDiv(frame.height() - inner.height(), 2);
		final int w = dx >= 0 ? inner.width() : inner.width() + 2 * dx;
		final int h = dy >= 0 ? inner.height() : inner.height() + 2 * dy;
		final float[] out = frame.data().clone();
		for (int c = 0; c < frame.channels(); c++) {
			for (int y = 0; y < h; y++) {
				final int from = (c * inner.height() + y + Math.max(-dy, 0)) * inner.width();
				final int to = (c * frame.height() + y + Math.max(dy, 0)) * frame.width();
				System.arraycopy(inner.data(), from + Math.max(-dx, 0), out, to + Math.max(dx, 0), w);
			}
		}
		return frame.with(out);
	}
}
