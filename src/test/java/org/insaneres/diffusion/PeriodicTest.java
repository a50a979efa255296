/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.insaneres.model.Answering;
import org.insaneres.model.Context;
import org.insaneres.model.Network;
import org.insaneres.model.Series;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;

class PeriodicTest {

	private final StringBuilder asked = new StringBuilder();

	/** @param divided whether its layers can be asked apart */
	private record Asked(StringBuilder asked, boolean divided) implements Network {

		@Override
		public Tensor predict(final Tensor sample, final double timestep, final Context context,
			final BooleanSupplier canceled) {
			asked.append('a');
			return sample;
		}

		@Override
		public Optional<Series> series() {
			return divided ? Optional.of(new Series(saying('w'), saying('s'))) : Optional.empty();
		}

		private Network saying(final char what) {
			return new Answering(this, (sample, timestep, context, canceled) -> {
				asked.append(what);
				return sample;
			});
		}

		@Override
		public int channels() {
			return 1;
		}

		@Override
		public int multiple() {
			return 1;
		}

		@Override
		public void close() {}
	}

	private String asked(final int interval) {
		final Network network = Periodic.of(new Asked(asked, true), interval);
		for (int i = 0; i < 7; i++) {
			network.predict(new Tensor(new float[1], 1, 1, 1), 5, null, () -> false);
		}
		return asked.toString();
	}

	@Test
	void everyThirdIsWhole() {
		assertEquals("wsswssw", asked(3));
	}

	@Test
	void allAreWhole() {
		assertEquals("aaaaaaa", asked(1));
	}

	@Test
	void whatCannotBeDividedIsLeftAlone() {
		final Network network = new Asked(asked, false);
		assertSame(network, Periodic.of(network, 3));
	}
}
