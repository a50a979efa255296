/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.insaneres.model.Context;
import org.insaneres.model.ForwardingNetwork;
import org.insaneres.model.Network;
import org.insaneres.model.Series;
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
		final String name = diary.asks() ? name(sample, timestep, context).hex() : "";
		return known(diary, name, sample).orElseGet(() -> ask(diary,
			() -> name.isEmpty() ? name(sample, timestep, context).hex() : name,
			() -> inner.predict(sample, timestep, context, canceled)));
	}

	@Override
	public Optional<Series> series() {
		return inner.series().map(series -> new RememberingSeries(series, diary).series());
	}

	/** What was once answered to the question of this name. */
	static Optional<Tensor> known(final Diary diary, final String name, final Tensor sample) {
		return diary.answer(name).map(values -> shaped(values, sample));
	}

	/** Asks, and keeps the answer. */
	static Tensor ask(final Diary diary, final Supplier<String> name,
		final Supplier<Tensor> asking) {
		final long start = System.nanoTime();
		final Tensor answer = asking.get();
		diary.answered(name, answer.data(), (System.nanoTime() - start) * 1e-9);
		return answer;
	}

	/** All that the network is given. */
	static Fingerprint name(final Tensor sample, final double timestep, final Context context) {
		final Fingerprint all = new Fingerprint().add(sample).add(timestep).add(context.hidden());
		new TreeMap<>(context.extras()).forEach((key, value) -> all.add(key).add(value));
		return all;
	}

	private static Tensor shaped(final float[] values, final Tensor sample) {
		final int height = sample.shape()[1];
		final int width = sample.shape()[2];
		return new Tensor(values, values.length / (height * width), height, width);
	}
}
