/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

/**
 * Numbers with a shape, row-major. An empty shape is a scalar. Whatever type a network wants
 * (float, half, integers), values travel as floats and are converted at its door; integers up to
 * 2^24 are exact.
 *
 * @param data the values, not copied
 * @param shape sizes of the axes, outermost first
 */
public record Tensor(float[] data, int... shape) {

	/** @throws IllegalArgumentException if the number of values is not the product of the shape */
	public Tensor {
		long size = 1;
		for (final int side : shape) {
			size *= side;
		}
		if (size != data.length) {
			throw new IllegalArgumentException(
				data.length + " values for shape " + java.util.Arrays.toString(shape));
		}
	}
}
