/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import org.insaneres.Monitor;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Steps;

/** Counts network evaluations and steps, so that progress moves within a step too. */
final class Progress implements Steps {

	private final Monitor monitor;
	private int done;
	private int count;
	private int perStep;
	private int evaluations;

	/**
	 * @param steps expected
	 * @param perStep expected network evaluations in a step; learned anew from every finished step
	 */
	Progress(final Monitor monitor, final int steps, final int perStep) {
		this.monitor = monitor;
		this.count = steps;
		this.perStep = perStep;
	}

	/** Counts the evaluations of a Denoiser and stops between two of them when canceled. */
	Denoiser watch(final Denoiser network) {
		return (x, sigma) -> {
			monitor.check();
			final Latent clean = network.denoise(x, sigma);
			evaluations++;
			report();
			return clean;
		};
	}

	@Override
	public void done(final int finished, final int steps, final Latent x, final Latent clean) {
		monitor.check();
		done = finished;
		count = steps;
		perStep = Math.max(1, evaluations);
		evaluations = 0;
		report();
	}

	private void report() {
		final double within = Math.min(1, evaluations / (double) perStep);
		monitor.progress(Math.min(1, (done + within) / count),
			"step " + Math.min(count, done + 1) + " of " + count);
	}
}
