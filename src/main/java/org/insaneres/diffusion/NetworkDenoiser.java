/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

import org.insaneres.model.Context;
import org.insaneres.model.Network;
import org.insaneres.onnx.Tensor;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Prediction;

/** Asks the network for the clean latent, given a text. */
final class NetworkDenoiser implements Denoiser {

	private final Network network;
	private final DoubleFunction<Context> context;
	private final Prediction prediction;
	private final DoubleUnaryOperator timestep;
	private final BooleanSupplier canceled;
	/** What the network sees, in the same memory for every step. */
	private float[] seen = {};

	/**
	 * @param context what the text says at a noise level
	 * @param timestep from sigma to the number the network was trained with
	 */
	NetworkDenoiser(final Network network, final DoubleFunction<Context> context,
		final Prediction prediction, final DoubleUnaryOperator timestep,
		final BooleanSupplier canceled) {
		this.network = network;
		this.context = context;
		this.prediction = prediction;
		this.timestep = timestep;
		this.canceled = canceled;
	}

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		if (seen.length != x.data().length) seen = new float[x.data().length];
		final Latent scaled = x.times(Prediction.inputScale(sigma), seen);
		final Tensor output = network.predict(
			new Tensor(scaled.data(), x.channels(), x.height(), x.width()),
			timestep.applyAsDouble(sigma), context.apply(sigma), canceled);
		return prediction.clean(x, x.with(output.data()), sigma);
	}
}
