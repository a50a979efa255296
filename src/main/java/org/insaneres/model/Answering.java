/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;

/**
 * A network that answers in another way.
 *
 * @param inner what it is apart from that
 * @param answer gives the answers
 */
public record Answering(Network inner, Answer answer) implements ForwardingNetwork {

	/** Takes and gives what {@link Network#predict} does. */
	@FunctionalInterface
	public interface Answer {

		Tensor to(Tensor sample, double timestep, Context context, BooleanSupplier canceled);
	}

	@Override
	public Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		return answer.to(sample, timestep, context, canceled);
	}
}
