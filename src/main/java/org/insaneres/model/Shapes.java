/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Arrays;

import org.insaneres.Refusal;
import org.insaneres.onnx.Tensor;

/** What came out against what should have. */
final class Shapes {

	private Shapes() {}

	/**
	 * @param part what gave the tensor, for the message
	 * @throws Refusal naming both shapes if they differ
	 */
	static void require(final Tensor tensor, final int[] expected, final String part) {
		if (Arrays.equals(tensor.shape(), expected)) return;
		throw new Refusal("The " + part + " of the model returned the shape "
			+ Arrays.toString(tensor.shape()) + " instead of " + Arrays.toString(expected)
			+ ": it is damaged or belongs to another kind of model.");
	}
}
