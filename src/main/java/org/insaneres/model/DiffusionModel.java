/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.List;

/**
 * A diffusion model, loaded. Its parts know nothing of each other.
 *
 * @param info what it is
 * @param encoders one text encoder, or two for SDXL
 * @param network the denoising network
 * @param autoencoder between pictures and latents
 * @param scheduler how the network sees noise
 */
public record DiffusionModel(ModelInfo info, List<TextEncoder> encoders, Network network,
	Autoencoder autoencoder, SchedulerConfig scheduler) implements AutoCloseable {

	/**
	 * Joins what the text encoders gave to what the network takes: for SDXL both side by side, with
	 * the pooled text of the second and the picture's size; for LCM with the guidance.
	 *
	 * @param encodings one for each of {@link #encoders()}, all with the same number of tokens
	 * @param width of the picture in pixels, for SDXL
	 * @param height of the picture in pixels, for SDXL
	 * @param guidance scale, for LCM
	 */
	public Context context(final List<TextEncoder.Encoding> encodings, final int width,
		final int height, final double guidance) {
		return Conditioning.context(network.extras(), encodings, width, height, guidance);
	}

	/** Frees the native memory of all parts. */
	@Override
	public void close() {
		encoders.forEach(TextEncoder::close);
		network.close();
		autoencoder.close();
	}
}
