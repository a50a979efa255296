/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

/** Hears of every finished step of a sampler: for progress, previews and stopping. */
@FunctionalInterface
public interface Steps {

	/** Hears nothing. */
	Steps NONE = (done, count, x, clean) -> {};

	/**
	 * Called on the sampling thread after each step; whatever it throws ends the sampling, a
	 * {@link java.util.concurrent.CancellationException} for instance.
	 *
	 * @param done steps finished, 1 to count
	 * @param count steps there will be; an estimate where a sampler chooses its own
	 * @param x the latent after this step, variance-exploding form; not to be changed
	 * @param clean what this step predicted the clean latent to be; not to be changed
	 */
	void done(int done, int count, Latent x, Latent clean);
}
