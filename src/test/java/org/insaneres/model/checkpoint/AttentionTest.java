/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.insaneres.onnx.Device;
import org.junit.jupiter.api.Test;

class AttentionTest {

	@Test
	void devicesThatMayLackTheFusedOperatorGetTheStandardOnes() {
		assertEquals(Attention.FUSED, Attention.on(Device.CPU));
		assertEquals(Attention.FUSED, Attention.on(Device.CUDA));
		assertEquals(Attention.EXPLICIT, Attention.on(Device.COREML));
		assertEquals(Attention.EXPLICIT, Attention.on(Device.TENSORRT));
	}
}
