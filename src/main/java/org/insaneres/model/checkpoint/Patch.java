/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.Set;

/**
 * A change of a checkpoint's weights, such as a LoRA makes it, applied while the model is opened.
 */
public interface Patch {

	/** Names of the tensors it changes, by the checkpoint's own (LDM) keys. */
	Set<String> tensors();

	/**
	 * Changes weights in place. Several patches of one tensor are applied one after the other.
	 *
	 * @param tensor one of {@link #tensors()} that the checkpoint has
	 * @param shape as in the file
	 * @param weights row-major
	 */
	void apply(String tensor, long[] shape, float[] weights);
}
