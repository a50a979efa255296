/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import org.insaneres.onnx.Device;

/** How convolutions are written into a graph; both ways give the same but for rounding. */
enum Convolution {

	/** One operator, for which graphics cards have ways of their own. */
	PLAIN,

	/** Windows of 3 x 3 by Winograd's way, which ONNX Runtime does not take by itself. */
	TILED;

	/** What is faster on a device. */
	static Convolution on(final Device device) {
		return device.equals(Device.CPU) ? TILED : PLAIN;
	}
}
