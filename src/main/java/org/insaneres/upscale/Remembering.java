/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.insaneres.model.Context;
import org.insaneres.model.ForwardingNetwork;
import org.insaneres.model.Network;
import org.insaneres.onnx.Tensor;

/**
 * A network whose answers are kept. Asked the same again, by the repetition of a run that was
 * killed, it answers at once and bit for bit the same.
 * <p>
 * An answer is found by all that the network is given, so that none is ever taken for that to
 * another question.
 *
 * @param inner gives the answers
 * @param diary keeps them
 */
record Remembering(Network inner, Diary diary) implements ForwardingNetwork {

	@Override
	public Tensor predict(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		final String name = diary.asks() ? name(sample, timestep, context) : "";
		final Optional<float[]> known = diary.answer(name);
		if (known.isPresent()) return shaped(known.get(), sample);
		final long start = System.nanoTime();
		final Tensor answer = inner.predict(sample, timestep, context, canceled);
		final double seconds = (System.nanoTime() - start) * 1e-9;
		diary.answered(() -> name.isEmpty() ? name(sample, timestep, context) : name, answer.data(),
			seconds);
		return answer;
	}

	private static String name(final Tensor sample, final double timestep, final Context context) {
		final Fingerprint all = new Fingerprint().add(sample).add(timestep).add(context.hidden());
		new TreeMap<>(context.extras()).forEach((key, value) -> all.add(key).add(value));
		return all.hex();
	}

	private static Tensor shaped(final float[] values, final Tensor sample) {
		final int height = sample.shape()[1];
		final int width = sample.shape()[2];
		return new Tensor(values, values.length / (height * width), height, width);
	}
}
