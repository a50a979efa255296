/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import org.insaneres.onnx.Device;

/** How convolutions are written into a graph; all ways give the same but for rounding. */
enum Convolution {

	/** One operator, for which graphics cards have ways of their own. */
	PLAIN,

	/** Windows of 3 x 3 by tiles, which ONNX Runtime does not do by itself. */
	TILED,

	/** The same for what runs rarely: weights take no more memory than before between two runs. */
	TILED_AND_LEAN;

	/** The way that a device gains by. */
	Convolution on(final Device device) {
		return device.equals(Device.CPU) ? this : PLAIN;
	}
}
