/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Keeps what is not selected before and after each prediction: where the mask is 0, the network
 * sees the original with the noise of the level, and its prediction gives way to the original.
 * <p>
 * This is ComfyUI's noise mask. With a mask of zeros and ones it is also diffusers' inpainting with
 * an ordinary network, which puts the noisy original back after every step: samplers do not mix
 * places (but for the step size of DPM adaptive), so what they do to the others does not matter.
 * Unlike {@link Kept} it holds for samplers that add fresh noise, too.
 *
 * @param inner sees the mixed latent
 * @param original the clean latent of the picture
 * @param noise that the run began with
 * @param mask at a noise level: height x width of the latent, 1 where the picture may change
 * @param level of the noise that the original is shown with, at a noise level
 * @param first the level that the run begins with; the latent of there is left as it is
 */
record Renewed(Denoiser inner, Latent original, Latent noise, DoubleFunction<float[]> mask,
	DoubleUnaryOperator level, double first) implements Denoiser {

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		return finish(inner.denoise(mixed(x, sigma), sigma), sigma);
	}

	@Override
	public Split split(final Latent x, final double sigma) {
		final Split split = inner.split(mixed(x, sigma), sigma);
		return new Split(finish(split.guided(), sigma), finish(split.unguided(), sigma));
	}

	private Latent finish(final Latent clean, final double sigma) {
		return new Kept(original, mask.apply(sigma)).apply(clean);
	}

	private Latent mixed(final Latent x, final double sigma) {
		return sigma < first
			? new Kept(original.plus(level.applyAsDouble(sigma), noise), mask.apply(sigma)).apply(x)
			: x;
	}
}
