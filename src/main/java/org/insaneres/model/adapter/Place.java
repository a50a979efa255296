/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.Arrays;

/**
 * Where in a checkpoint the weights of a module lie: a tensor, or an equal part of its rows.
 *
 * @param tensor its key
 * @param part which of the parts, from 0
 * @param parts that the tensor is stacked of
 * @param turned whether the checkpoint keeps the matrix transposed
 */
record Place(String tensor, int part, int parts, boolean turned) {

	static Place whole(final String tensor) {
		return new Place(tensor, 0, 1, false);
	}

	/** One of the three matrices that OpenCLIP stacks. */
	static Place third(final String tensor, final int part) {
		return new Place(tensor, part, 3, false);
	}

	static Place turned(final String tensor) {
		return new Place(tensor, 0, 1, true);
	}

	/**
	 * Rows and columns of the module's weights, those of kernels one after the other.
	 *
	 * @param shape of the tensor
	 */
	int[] size(final long[] shape) {
		final long rows = shape.length == 0 ? 1 : shape[0];
		final long columns = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
		return turned
			? new int[]{Math.toIntExact(columns), Math.toIntExact(rows)}
			: new int[]{Math.toIntExact(rows / parts), Math.toIntExact(columns)};
	}

	/** The module's weights out of the tensor's. */
	Matrix take(final long[] shape, final float[] weights) {
		final int[] size = size(shape);
		final int count = size[0] * size[1];
		final float[] own = Arrays.copyOfRange(weights, part * count, (part + 1) * count);
		return turned
			? new Matrix(size[1], size[0], own).turned()
			: new Matrix(size[0], size[1], own);
	}

	/** The opposite of {@link #take}. */
	void put(final Matrix own, final float[] weights) {
		final float[] data = turned ? own.turned().data() : own.data();
		System.arraycopy(data, 0, weights, part * data.length, data.length);
	}
}
