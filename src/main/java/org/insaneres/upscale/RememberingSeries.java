/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.function.BooleanSupplier;

import org.insaneres.model.Answering;
import org.insaneres.model.Context;
import org.insaneres.model.Series;
import org.insaneres.onnx.Tensor;

/**
 * A series of evaluations whose answers are kept as in {@link Remembering}. An answer of the
 * shallow layers also depends on the latest whole evaluation; if that one's answer was known, so
 * that the network was not asked, it is asked again before the first shallow answer that is not
 * known.
 */
final class RememberingSeries {

	private final Series inner;
	private final Diary diary;
	/** Of the latest whole evaluation. */
	private String latest = "";
	/** Lets the network make up for the latest whole evaluation, if it was not asked. */
	private Runnable missed = () -> {};

	RememberingSeries(final Series inner, final Diary diary) {
		this.inner = inner;
		this.diary = diary;
	}

	Series series() {
		return new Series(new Answering(inner.whole(), this::whole),
			new Answering(inner.shallow(), this::shallow));
	}

	private Tensor whole(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		final Fingerprint name = Remembering.name(sample, timestep, context);
		latest = name.hex();
		// The caller may write over the sample
		final Tensor kept = new Tensor(sample.data().clone(), sample.shape());
		missed = () -> inner.whole().predict(kept, timestep, context, canceled);
		return Remembering.known(diary, latest, sample)
			.orElseGet(() -> Remembering.ask(diary, () -> latest, () -> {
				missed = () -> {};
				return inner.whole().predict(sample, timestep, context, canceled);
			}));
	}

	private Tensor shallow(final Tensor sample, final double timestep, final Context context,
		final BooleanSupplier canceled) {
		final String name = Remembering.name(sample, timestep, context).add(latest).hex();
		return Remembering.known(diary, name, sample)
			.orElseGet(() -> Remembering.ask(diary, () -> name, () -> {
				missed.run();
				missed = () -> {};
				return inner.shallow().predict(sample, timestep, context, canceled);
			}));
	}
}
