/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.insaneres.model.Context;
import org.insaneres.model.ForwardingNetwork;
import org.insaneres.model.Network;
import org.insaneres.model.Series;
import org.insaneres.onnx.Tensor;

/**
 * Measures the pace of a model.
 *
 * @param inner does the work
 * @param model its name
 * @param factor pixels along a latent
 * @param kept the pace measured before
 */
record Timed(Network inner, String model, int factor, AtomicReference<Pace> kept)
	implements
		ForwardingNetwork {

	Timed(final Network inner, final String model, final int factor) {
		this(inner, model, factor, new AtomicReference<>());
	}

	/** Shallow evaluations are no measure. */
	@Override
	public Optional<Series> series() {
		return inner.series()
			.map(series -> new Series(new Timed(series.whole(), model, factor), series.shallow()));
	}

	@Override
	public Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		final long start = System.nanoTime();
		final Tensor answer = inner.predict(sample, timestep, context, canceled);
		final int[] shape = sample.shape();
		final Pace pace = new Pace((System.nanoTime() - start) * 1e-9,
			(long) shape[1] * shape[2] * factor * factor);
		if (!pace.near(kept.get())) {
			pace.keep(model);
			kept.set(pace);
		}
		return answer;
	}
}
