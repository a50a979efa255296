/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

/** How exactly the network's linear maps of many tokens are computed. */
public enum Precision {

	/** In 32-bit floats. */
	FULL {

		@Override
		Feature linear(final Layers layers, final Feature x, final String name) {
			return layers.linear(x, name);
		}
	},

	/** In 8-bit whole numbers: faster and in less memory, an approximation. */
	INT8 {

		@Override
		Feature linear(final Layers layers, final Feature x, final String name) {
			return layers.coarse(x, name);
		}
	};

	abstract Feature linear(Layers layers, Feature x, String name);
}
