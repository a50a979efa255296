/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.insaneres.model.Context;
import org.insaneres.model.Network;
import org.insaneres.onnx.Tensor;

/**
 * A network for inpainting that is told what to fill: its input is the noisy latent, the mask and
 * the latent of the picture with the masked part greyed out.
 *
 * @param inner takes all of these channels
 * @param mask height x width, 1 where the picture is to be painted
 * @param masked latent of the greyed picture, channels x height x width
 */
record InpaintingNetwork(Network inner, float[] mask, Tensor masked) implements Network {

	@Override
	public Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		final int[] shape = sample.shape();
		final float[] all = Arrays.copyOf(sample.data(), 2 * sample.data().length + mask.length);
		System.arraycopy(mask, 0, all, sample.data().length, mask.length);
		System.arraycopy(masked.data(), 0, all, sample.data().length + mask.length,
			masked.data().length);
		return inner.predict(new Tensor(all, inner.channels(), shape[1], shape[2]), timestep, context,
			canceled);
	}

	@Override
	public int channels() {
		return inner.channels() - 1 - masked.shape()[0];
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
