/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.ImageJ;

import java.io.IOException;

/** Plain ImageJ with this plugin in its menu. */
final class WindowedImageJ {

	private WindowedImageJ() {}

	/** @param args as ImageJ takes them */
	public static void main(final String[] args) throws IOException {
		PluginsFolder.install();
		ImageJ.main(args);
	}
}
