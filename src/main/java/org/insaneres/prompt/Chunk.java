/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

/**
 * What a text encoder reads at once, with its begin and end marks and filled up to the encoder's
 * length. The arrays are the chunk's own, not copies; treat them as fixed.
 *
 * @param ids one per token
 * @param weights one per token, finite; 1 for marks and filling
 */
public record Chunk(int[] ids, float[] weights) {

	/** Whether any weight is not 1. */
	public boolean weighted() {
		for (final float weight : weights) {
			if (weight != 1) return true;
		}
		return false;
	}
}
