/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReachTest {

	@Test
	void weightsWithinTheReachAreMultipliedRightly() {
		assertEquals(Reach.exact(Reach.get()), Reach.sum(Reach.get()));
	}
}
