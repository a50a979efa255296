/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.Arrays;

import org.insaneres.Refusal;

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

	/**
	 * @param name of one of them, whatever its case; empty for full precision
	 * @throws Refusal if there is none of this name
	 */
	public static Precision named(final String name) {
		if (name.isBlank()) return FULL;
		return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name.strip()))
			.findFirst().orElseThrow(() -> new Refusal(
				"precision is \"" + name + "\", but must be Full or Int8."));
	}

	abstract Feature linear(Layers layers, Feature x, String name);
}
