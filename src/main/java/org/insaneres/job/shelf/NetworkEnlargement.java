/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.nio.file.Path;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.PixelUpscaler;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Pictures;

/**
 * Enlarges by a network such as ESRGAN, as often as it takes to reach the new size but at most
 * three times (as A1111 does), and brings the result to the exact size by Lanczos.
 *
 * @param file an ONNX upscaler
 */
public record NetworkEnlargement(Path file) implements Enlargement {

	private static final int ROUNDS = 3;
	private static final int TILE = 192;

	@Override
	public RandomAccessibleInterval<FloatType> enlarge(
		final RandomAccessibleInterval<FloatType> picture, final int width, final int height,
		final Monitor monitor) {
		RandomAccessibleInterval<FloatType> large = picture;
		try (PixelUpscaler network = PixelUpscaler.open(file, Preferences.read().machine())) {
			for (int i = 0; i < ROUNDS &&
				(large.dimension(0) < width || large.dimension(1) < height); i++) {
				final Tensor result = network.upscale(
					new Tensor(Pictures.read(large), 3, (int) large.dimension(1),
						(int) large.dimension(0)),
					TILE, monitor);
				large = Pictures.wrap(result.data(),
					new FinalInterval(result.shape()[2], result.shape()[1]));
			}
		}
		return PLAIN.enlarge(large, width, height, monitor);
	}
}
