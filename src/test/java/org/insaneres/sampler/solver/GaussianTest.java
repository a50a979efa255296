/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.Steps;
import org.insaneres.sampler.noise.NoiseSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures whose values are normal with mean m and deviation s have the denoiser
 * {@code (s^2 x + sigma^2 m) / (s^2 + sigma^2)}, and the flow keeps {@code (x - m) / sqrt(s^2 +
 * sigma^2)}.
 */
class GaussianTest {

	private static final NoiseSchedule TABLE = NoiseSchedule.STABLE_DIFFUSION;
	private static final double MEAN = 0.3;
	private static final double DEVIATION = 0.6;
	private static final Denoiser MODEL = (x, sigma) -> {
		final double share = DEVIATION * DEVIATION / (DEVIATION * DEVIATION + sigma * sigma);
		final float[] out = new float[x.data().length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) (share * x.data()[i] + (1 - share) * MEAN);
		}
		return x.with(out);
	};

	static List<Sampler> all() {
		return Samplers.all();
	}

	/** Without fresh noise; the adaptive one as exact as the others. */
	static List<Sampler> deterministic() {
		return all().stream().filter(s -> !(s instanceof Lcm) && !(s instanceof Restart))
			.map(s -> s instanceof DpmAdaptive ? new DpmAdaptive(3, 0.001, 1e-4, 0, 1) : s.withEta(0))
			.collect(Collectors.toList());
	}

	@ParameterizedTest
	@MethodSource("deterministic")
	void followsTheFlow(final Sampler sampler) {
		final double[] sigmas = sampler.grid(TABLE, Schedule.KARRAS, 200).sigmas();
		final double last = end(sampler, sigmas);
		final Noise silent = (sigma, next) -> new Latent(1, 1, 3);
		final Latent start = new Latent(1, 1, 3, new float[]{-20, 0.5f, 14});
		final Latent end = sampler.sample(MODEL, start, sigmas, silent, Steps.NONE);
		final double scale = sampler instanceof TimestepSampler ? Prediction.inputScale(last) : 1;
		for (int i = 0; i < 3; i++) {
			final double expected = MEAN +
				(start.data()[i] - MEAN) * Math.hypot(DEVIATION, last) /
					Math.hypot(DEVIATION, sigmas[0]);
			assertEquals(expected * scale, end.data()[i], 0.02, sampler.name());
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void keepsTheDistribution(final Sampler sampler) {
		final double[] sigmas = sampler.grid(TABLE, Schedule.KARRAS, 60).sigmas();
		final Noise noise = NoiseSource.POSITION.open(5, 1, 100, 100, 0, 0);
		final Latent start = noise.next().times(sigmas[0]);
		final Latent end = sampler.sample(MODEL, start, sigmas, noise, Steps.NONE);
		double sum = 0;
		double squares = 0;
		for (final float value : end.data()) {
			sum += value;
			squares += value * value;
		}
		final double mean = sum / end.data().length;
		final double deviation = Math.sqrt(squares / end.data().length - mean * mean);
		assertEquals(MEAN, mean, 0.05, "mean");
		// Consistency sampling narrows the spread of a model that is not distilled
		if (!(sampler instanceof Lcm)) assertEquals(DEVIATION, deviation, 0.06, "deviation");
	}

	@ParameterizedTest
	@MethodSource("all")
	void leavesTheStartAloneAndRepeats(final Sampler sampler) {
		final double[] sigmas = sampler.grid(TABLE, Schedule.AUTOMATIC, 7).sigmas();
		final Latent start = NoiseSource.PHILOX.open(1, 2, 3, 4, 0, 0).next().times(sigmas[0]);
		final float[] before = start.data().clone();
		final float[] once = sampler.sample(MODEL, start, sigmas,
			NoiseSource.PHILOX.open(2, 2, 3, 4, 0, 0), Steps.NONE).data();
		final float[] twice = sampler.sample(MODEL, start, sigmas,
			NoiseSource.PHILOX.open(2, 2, 3, 4, 0, 0), Steps.NONE).data();
		assertArrayEquals(before, start.data());
		assertArrayEquals(once, twice);
	}

	@ParameterizedTest
	@MethodSource("all")
	void stopsWhenTheListenerThrows(final Sampler sampler) {
		final double[] sigmas = sampler.grid(TABLE, Schedule.AUTOMATIC, 7).sigmas();
		assertThrows(CancellationException.class, () -> sampler.sample(MODEL,
			new Latent(1, 2, 2), sigmas, NoiseSource.POSITION.open(0, 1, 2, 2, 0, 0),
			(done, count, x, clean) -> {
				throw new CancellationException();
			}));
	}

	@ParameterizedTest
	@MethodSource("all")
	void worksWithASingleStep(final Sampler sampler) {
		final double[] sigmas = {5, 0};
		final Latent end = sampler.sample(MODEL, new Latent(1, 2, 2), sigmas,
			NoiseSource.POSITION.open(0, 1, 2, 2, 0, 0), Steps.NONE);
		for (final float value : end.data()) {
			assertTrue(Math.abs(value - MEAN) < 0.01, sampler.name() + " gives " + value);
		}
	}

	private static double end(final Sampler sampler, final double[] sigmas) {
		final boolean above = sampler instanceof DpmFast || sampler instanceof DpmAdaptive;
		return above ? sigmas[sigmas.length - 2] : sigmas[sigmas.length - 1];
	}
}
