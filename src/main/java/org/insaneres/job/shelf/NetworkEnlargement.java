/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.nio.file.Path;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
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
 * @param file an upscaler
 * @param room where what the network makes is put
 * @param exactly brings it to the exact size
 */
record NetworkEnlargement(Path file, Enlargement.Room room,
	Enlargement exactly) implements Enlargement {

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
				large = enlarged(large, network, monitor);
			}
		}
		return exactly.enlarge(large, width, height, monitor);
	}

	private RandomAccessibleInterval<FloatType> enlarged(
		final RandomAccessibleInterval<FloatType> picture, final PixelUpscaler network,
		final Monitor monitor) {
		final int width = (int) picture.dimension(0);
		final int height = (int) picture.dimension(1);
		final var result = room.picture((long) width * network.scale(),
			(long) height * network.scale());
		network.upscale(width, height, TILE,
			(left, top, w, h) -> new Tensor(Pictures.read(picture,
				FinalInterval.createMinSize(left, top, w, h)), 3, h, w),
			(part, left, top) -> Pictures.write(part.data(), window(part, left, top), result),
			monitor);
		return result;
	}

	private static Interval window(final Tensor part, final int left, final int top) {
		return FinalInterval.createMinSize(left, top, part.shape()[2], part.shape()[1]);
	}
}
