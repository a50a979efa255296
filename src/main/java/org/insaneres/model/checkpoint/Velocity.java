/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.Arrays;
import java.util.Map;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.Family;
import org.insaneres.model.Network;
import org.insaneres.onnx.Tensor;

/** Finds out what a network predicts where nothing says it. */
final class Velocity {

	private static final int SIDE = 8;
	private static final int TOKENS = 2;
	private static final int LAST_TIMESTEP = 999;

	private Velocity() {}

	/**
	 * Fills in what is not known.
	 *
	 * @param channels of a latent
	 */
	static Training complete(final Training told, final Weights weights, final Family family,
		final Network network, final int channels, final Monitor monitor) {
		if (told.prediction() != null) return told;
		// Only Stable Diffusion 2 came in both kinds, and its inpainting model in one
		if (family != Family.SD2 || network.channels() != channels) {
			return new Training(Training.EPSILON, told.zeroSnr());
		}
		final boolean velocity = answersWithVelocity(network, UNet.contextWidth(weights));
		final String name = Training.stem(weights.path());
		monitor.note("Nothing says whether " + name
			+ " predicts noise or velocity; its answer to a test"
			+ " looks like " + (velocity ? "velocity" : "noise") + ". If pictures come out wrong, put a"
			+ " file " + name + ".json beside it with {\"prediction\": \"" + (velocity ? "epsilon" : "v")
			+ "\"}.");
		return new Training(velocity ? Training.VELOCITY : Training.EPSILON, told.zeroSnr());
	}

	/**
	 * Grey instead of noise in the last step: who predicts noise says about as much, who predicts
	 * velocity something far below (as in stable-diffusion-webui, modules/sd_models_config.py).
	 */
	private static boolean answersWithVelocity(final Network network, final int width) {
		final Tensor grey = half(network.channels(), SIDE, SIDE);
		final Tensor answer = network.predict(grey, LAST_TIMESTEP,
			new Context(half(TOKENS, width), Map.of()), () -> false);
		double sum = 0;
		for (final float value : answer.data()) sum += value;
		return sum / answer.data().length < -1;
	}

	private static Tensor half(final int... shape) {
		final float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
		Arrays.fill(values, 0.5f);
		return new Tensor(values, shape);
	}
}
