/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.insaneres.Monitor;
import org.insaneres.onnx.Tensor;

/** Enlarges pictures that are held as a whole. */
public final class Whole {

	private Whole() {}

	/**
	 * @param picture 3 x height x width, values 0 to 1
	 * @param tile side of the tiles
	 */
	public static Tensor upscale(final PixelUpscaler upscaler, final Tensor picture,
		final int tile) {
		final int height = picture.shape()[1];
		final int width = picture.shape()[2];
		final int[] shape = {3, height * upscaler.scale(), width * upscaler.scale()};
		final float[] result = new float[3 * shape[1] * shape[2]];
		Arrays.fill(result, Float.NaN);
		upscaler.upscale(width, height, tile,
			(left, top, w, h) -> Pixels.window(picture, top, left, h, w), (part, left, top) -> {
				final int columns = part.shape()[2];
				for (int row = 0; row < 3 * part.shape()[1]; row++) {
					final int to = (row / part.shape()[1] * shape[1] + top + row % part.shape()[1]) *
						shape[2] + left;
					for (int x = 0; x < columns; x++) {
						assertEquals(Float.NaN, result[to + x], "written twice");
						result[to + x] = part.data()[row * columns + x];
					}
				}
			}, Monitor.NONE);
		return new Tensor(result, shape);
	}
}
