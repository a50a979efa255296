/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

/** A prompt and its negative, encoded for a painter. */
public final class Words {

	private final Texts texts;

	Words(final Texts texts) {
		this.texts = texts;
	}

	Texts texts() {
		return texts;
	}
}
