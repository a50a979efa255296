/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;

class ColourSketchTest {

	@Test
	void everyLatentPixelBecomesASquare() {
		final ColourSketch sketch = new ColourSketch(new float[][]{{1, 0, 0.5F}, {0, 2, 0}}, 2);
		final Tensor seen = sketch.of(new Tensor(new float[]{1, 2, 3, 4}, 2, 1, 2), () -> false);
		assertArrayEquals(new int[]{3, 2, 4}, seen.shape());
		assertArrayEquals(new float[]{1, 1, 2, 2, 1, 1, 2, 2, 6, 6, 8, 8, 6, 6, 8, 8, 0.5F, 0.5F, 1, 1,
			0.5F, 0.5F, 1, 1}, seen.data());
	}
}
