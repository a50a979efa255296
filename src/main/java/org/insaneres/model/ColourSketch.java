/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/**
 * Colours that follow from the channels of a latent by a linear map, a square of pixels each. Costs
 * nothing, and shows composition and tones.
 *
 * @param weights red, green and blue for each channel of the latent
 * @param factor pixels per latent along a side
 */
public record ColourSketch(float[][] weights, int factor) implements Sketch {

	/** Found by regression; values of ComfyUI's latent_formats. */
	private static final float[][] SD1 = {{0.3512F, 0.2297F, 0.3227F}, {0.3250F, 0.4974F, 0.2350F},
		{-0.2829F, 0.1762F, 0.2721F}, {-0.2120F, -0.2616F, -0.7177F}};
	private static final float[][] SDXL = {{0.3920F, 0.4054F, 0.4549F},
		{-0.2634F, -0.0196F, 0.0653F}, {0.0568F, 0.1687F, -0.0755F}, {-0.3112F, -0.2359F, -0.2076F}};

	/** The map for a family's own autoencoders, which for SD 1 and 2 have nearly the same latents. */
	public static ColourSketch of(final Family family, final int factor) {
		return new ColourSketch(family == Family.SDXL ? SDXL : SD1, factor);
	}

	/** How many channels a latent must have. */
	public int channels() {
		return weights.length;
	}

	@Override
	public Tensor of(final Tensor latent, final BooleanSupplier canceled) {
		final int height = latent.shape()[1];
		final int width = latent.shape()[2];
		final int plane = height * width;
		final int wide = width * factor;
		final float[] out = new float[3 * plane * factor * factor];
		for (int colour = 0; colour < 3; colour++) {
			for (int row = 0; row < height; row++) {
				final float[] line = line(latent.data(), plane, row * width, width, colour);
				final int first = (colour * height + row) * factor * wide;
				for (int i = 0; i < wide; i++) {
					out[first + i] = line[i / factor];
				}
				for (int k = 1; k < factor; k++) {
					System.arraycopy(out, first, out, first + k * wide, wide);
				}
			}
		}
		return new Tensor(out, 3, height * factor, wide);
	}

	/** One colour of the latents of a row. */
	private float[] line(final float[] latent, final int plane, final int from, final int width,
		final int colour) {
		final float[] line = new float[width];
		for (int c = 0; c < weights.length; c++) {
			final float weight = weights[c][colour];
			for (int i = 0; i < width; i++) {
				line[i] += weight * latent[c * plane + from + i];
			}
		}
		return line;
	}
}
