/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import org.insaneres.Refusal;

/**
 * What a network was trained to predict.
 * <p>
 * With input {@code x / sqrt(sigma^2 + 1)} and output F: noise F = n gives clean = x - sigma F;
 * velocity F = (n - sigma clean) / sqrt(sigma^2 + 1), Salimans and Ho 2022, gives clean = x /
 * (sigma^2 + 1) - F sigma / sqrt(sigma^2 + 1).
 */
public enum Prediction {
	/** The noise. */
	EPSILON("epsilon") {

		@Override
		double ofInput(final double sigma) {
			return 1;
		}

		@Override
		double ofOutput(final double sigma) {
			return -sigma;
		}
	},
	/** The velocity between noise and picture. */
	V("v_prediction") {

		@Override
		double ofInput(final double sigma) {
			return inputScale(sigma) * inputScale(sigma);
		}

		@Override
		double ofOutput(final double sigma) {
			return -sigma * inputScale(sigma);
		}
	},
	/** The clean latent itself. */
	SAMPLE("sample") {

		@Override
		double ofInput(final double sigma) {
			return 0;
		}

		@Override
		double ofOutput(final double sigma) {
			return 1;
		}
	};

	private final String key;

	Prediction(final String key) {
		this.key = key;
	}

	/** The factor between x and the network's input: {@code 1 / sqrt(sigma^2 + 1)}. */
	public static double inputScale(final double sigma) {
		return 1 / Math.sqrt(sigma * sigma + 1);
	}

	/**
	 * @param key prediction_type of a scheduler_config.json
	 * @throws Refusal if it is none of epsilon, v_prediction, sample
	 */
	public static Prediction named(final String key) {
		for (final Prediction prediction : values()) {
			if (prediction.key.equals(key)) return prediction;
		}
		throw new Refusal("This model predicts \"" + key + "\", which is not supported; choose one" +
			" whose scheduler says epsilon, v_prediction or sample.");
	}

	/**
	 * The clean latent that the network's output means.
	 *
	 * @param x the noisy latent, variance-exploding form, not scaled for the network
	 * @param output what the network said, which becomes the clean latent
	 * @param sigma noise level of x
	 */
	public Latent clean(final Latent x, final Latent output, final double sigma) {
		return output.become(ofInput(sigma), x, ofOutput(sigma));
	}

	/** How much of x is in the clean latent. */
	abstract double ofInput(double sigma);

	/** How much of the network's output is in it. */
	abstract double ofOutput(double sigma);
}
