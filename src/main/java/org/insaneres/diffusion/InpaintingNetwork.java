/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.insaneres.model.Context;
import org.insaneres.model.Network;
import org.insaneres.model.Series;
import org.insaneres.onnx.Tensor;

/**
 * A network for inpainting that is told what to fill: its input is the noisy latent, the mask and
 * the latent of the picture with the masked part greyed out.
 *
 * @param inner takes all of these channels
 * @param latent channels of a latent
 * @param filling the further channels
 */
record InpaintingNetwork(Network inner, int latent, Filling filling) implements Network {

	/** What is to be filled in a latent, or a window of one. */
	@FunctionalInterface
	interface Filling {

		/**
		 * @param height of what the network sees, in latent pixels
		 * @param width of what the network sees
		 * @return the mask, 1 where the picture is to be painted, and behind it the latent of the
		 * greyed picture: (1 + latent channels) x height x width
		 */
		float[] channels(int height, int width);
	}

	@Override
	public Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		return inner.predict(filled(sample), timestep, context, canceled);
	}

	private Tensor filled(final Tensor sample) {
		final int height = sample.shape()[1];
		final int width = sample.shape()[2];
		final float[] further = filling.channels(height, width);
		final float[] all = Arrays.copyOf(sample.data(), sample.data().length + further.length);
		System.arraycopy(further, 0, all, sample.data().length, further.length);
		return new Tensor(all, inner.channels(), height, width);
	}

	@Override
	public Optional<Series> series() {
		return inner.series().map(series -> new Series(
			new InpaintingNetwork(series.whole(), latent, filling),
			new InpaintingNetwork(series.shallow(), latent, filling)));
	}

	@Override
	public int channels() {
		return latent;
	}

	@Override
	public int multiple() {
		return inner.multiple();
	}

	@Override
	public Map<String, Integer> extras() {
		return inner.extras();
	}

	@Override
	public void close() {
		inner.close();
	}
}
