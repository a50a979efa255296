/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.function.BooleanSupplier;

import org.insaneres.model.Context;
import org.insaneres.model.ForwardingNetwork;
import org.insaneres.model.Network;
import org.insaneres.model.Series;
import org.insaneres.onnx.Tensor;

/**
 * A network of which only every n-th evaluation is whole, the first one of them (DeepCache with a
 * uniform interval; Ma, Fang and Wang 2023).
 */
final class Periodic implements ForwardingNetwork {

	private final Series series;
	private final int interval;
	private int evaluations;

	private Periodic(final Series series, final int interval) {
		this.series = series;
		this.interval = interval;
	}

	/**
	 * @param interval from one whole evaluation to the next; 1 if all are
	 * @return for a series of evaluations; the network itself if there is nothing to leave out
	 */
	static Network of(final Network network, final int interval) {
		if (interval == 1) return network;
		return network.series().<Network>map(series -> new Periodic(series, interval))
			.orElse(network);
	}

	@Override
	public Network inner() {
		return series.whole();
	}

	@Override
	public Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		final Network next = evaluations++ % interval == 0 ? series.whole() : series.shallow();
		return next.predict(sample, timestep, context, canceled);
	}
}
