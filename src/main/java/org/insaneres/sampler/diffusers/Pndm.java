/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * Pseudo linear multistep (Liu et al. 2022) as diffusers' PNDMScheduler has it, including that the
 * level at which a step ends need not be the one at which the next begins: between them the latent
 * stays the same in the variance-preserving form.
 *
 * @param moves one for each prediction; the second goes over the first step again
 * @param history what is extrapolated, the noise or the velocity
 */
record Pndm(Move[] moves, Prediction history) implements Sampler {

	/** Adams-Bashforth, newest first, by the number of slopes known. */
	private static final double[][] ADAMS = {{}, {1}, {3.0 / 2, -1.0 / 2},
		{23.0 / 12, -16.0 / 12, 5.0 / 12}, {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24}};

	/**
	 * @param at level of the prediction
	 * @param from level where the step begins
	 * @param to level where it ends
	 */
	record Move(double at, double from, double to) {}

	@Override
	public String name() {
		return "PLMS";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final List<Latent> outputs = new ArrayList<>();
		final Latent begin = start.times(Prediction.inputScale(sigmas[0]));
		Latent x = begin;
		for (int i = 0; i < moves.length; i++) {
			final Move move = moves[i];
			final Latent noisy = x.times(1 / Prediction.inputScale(move.at));
			final Latent clean = model.denoise(noisy, move.at);
			final Latent output = output(noisy, clean, move.at);
			final Latent mixed;
			if (i == 1) {
				mixed = Latent.mix(0.5, output, 0.5, outputs.get(0));
				x = begin;
			} else {
				outputs.add(0, output);
				final double[] weights = ADAMS[Math.min(outputs.size(), ADAMS.length - 1)];
				mixed = new Latent(x.channels(), x.height(), x.width()).plus(weights, outputs);
			}
			x = step(x, mixed, move);
			final double scale = Prediction.inputScale(i + 1 < moves.length
				? moves[i + 1].at
				: move.to);
			steps.done(i + 1, moves.length, x.times(1 / scale), clean);
		}
		return x;
	}

	/** What the network said, from what it meant. */
	private Latent output(final Latent x, final Latent clean, final double sigma) {
		if (history == Prediction.EPSILON) return Latent.mix(1 / sigma, x, -1 / sigma, clean);
		final double scale = Prediction.inputScale(sigma);
		return Latent.mix(scale / sigma, x, -1 / (scale * sigma), clean);
	}

	private Latent step(final Latent x, final Latent output, final Move move) {
		final double scale = Prediction.inputScale(move.from);
		final Latent slope = history == Prediction.EPSILON
			? output
			: Latent.mix(scale, output, move.from * scale, x);
		final double end = Prediction.inputScale(move.to);
		return Latent.mix(end / scale, x, (move.to - move.from) * end, slope);
	}
}
