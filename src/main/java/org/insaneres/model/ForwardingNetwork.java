/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/** A network in front of another one, which does all that is not overridden. */
public interface ForwardingNetwork extends Network {

	/** The one behind. */
	Network inner();

	@Override
	default Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		return inner().predict(sample, timestep, context, canceled);
	}

	@Override
	default int channels() {
		return inner().channels();
	}

	@Override
	default int multiple() {
		return inner().multiple();
	}

	@Override
	default int[] fixedSize() {
		return inner().fixedSize();
	}

	@Override
	default String device() {
		return inner().device();
	}

	@Override
	default Map<String, Integer> extras() {
		return inner().extras();
	}

	@Override
	default void close() {
		inner().close();
	}
}
