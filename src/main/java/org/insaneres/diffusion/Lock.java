/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.sampler.Latent;

/**
 * Ties a large picture to the small one it comes from: the network invents only what the small one
 * can not know.
 *
 * @param source the small picture, w x h x 3 at (0, 0), values 0 to 1
 * @param width of the whole large picture
 * @param height of the whole large picture
 * @param weight 0 (off) to 1 (exact)
 */
public record Lock(RandomAccessibleInterval<FloatType> source, long width, long height,
	double weight) {

	/**
	 * The correction of predictions by an autoencoder that loses nothing: in the picture itself.
	 *
	 * @param window where the latent's picture lies in the large one
	 */
	UnaryOperator<Latent> inPicture(final Codec codec, final Interval window) {
		final float[] signed = Pictures.read(source);
		for (int i = 0; i < signed.length; i++) {
			signed[i] = 2 * signed[i] - 1;
		}
		final Correction correction = new Correction(Pictures.wrap(signed, source), width, height,
			window);
		return clean -> codec.change(clean, block -> correction.apply(block, weight));
	}

	/**
	 * The correction of predictions by any other autoencoder, an approximation: the low frequencies
	 * of the latent follow those of the encoded picture, which was enlarged from the source.
	 */
	UnaryOperator<Latent> inLatent(final Latent encoded) {
		final double scale = Math.max(1, Math.sqrt((double) width * height / area(source)));
		final int w = (int) Math.max(1, Math.round(encoded.width() / scale));
		final int h = (int) Math.max(1, Math.round(encoded.height() / scale));
		final Interval all = new FinalInterval(encoded.width(), encoded.height());
		final float[] low = Resampling.resize(encoded.data(), encoded.height(), encoded.width(),
			Kernel.AREA, h, w);
		final Correction correction = new Correction(
			Pictures.wrap(low, new FinalInterval(w, h)), encoded.width(),
			encoded.height(), all);
		return clean -> clean.with(correction.apply(clean.data(), weight));
	}

	/**
	 * The last word, in the picture: exact where the weight is 1.
	 *
	 * @param block window height x window width in three planes
	 * @param window where it lies in the large picture
	 */
	public float[] finish(final float[] block, final Interval window) {
		return weight == 1
			? new Correction(source, width, height, window).exact(block)
			: once(block, window);
	}

	/** One correction. */
	float[] once(final float[] block, final Interval window) {
		return new Correction(source, width, height, window).apply(block, weight);
	}

	private static double area(final Interval picture) {
		return (double) picture.dimension(0) * picture.dimension(1);
	}
}
