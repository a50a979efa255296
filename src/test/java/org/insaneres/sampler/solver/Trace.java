/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import static org.insaneres.sampler.Goldens.assertAlike;
import static org.insaneres.sampler.Goldens.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;

/** Runs a sampler on the closed-form model of samplers.json and keeps what happens. */
public final class Trace {

	static final JsonNode GOLDENS = Goldens.read("samplers.json");

	/** x at each call of the model, variance-exploding form. */
	public final List<Latent> seen = new ArrayList<>();
	/** x after each step, variance-exploding form. */
	public final List<Latent> after = new ArrayList<>();
	/** Timesteps the model was called with. */
	public final List<Double> timesteps = new ArrayList<>();
	/** Noise levels the model was called with. */
	public final List<Double> levels = new ArrayList<>();
	/** What the sampler returned. */
	public Latent result;

	private final JsonNode golden;
	private final DoubleUnaryOperator timestep;
	private int drawn;

	public Trace(final JsonNode golden, final DoubleUnaryOperator timestep) {
		this.golden = golden;
		this.timestep = timestep;
	}

	/** A latent of the shape that all cases have. */
	public static Latent latent(final JsonNode values) {
		final JsonNode shape = GOLDENS.get("shape");
		final int[] sizes = shape.size() == 4 ? new int[]{1, 2, 3} : new int[]{0, 1, 2};
		return new Latent(shape.get(sizes[0]).intValue(), shape.get(sizes[1]).intValue(),
			shape.get(sizes[2]).intValue(), Goldens.floats(values));
	}

	/** Starts from the case's own start times the factor. */
	public Trace run(final Sampler sampler, final double factor, final double[] sigmas) {
		result = sampler.sample(new Model(), latent(golden.get("start")).times(factor), sigmas,
			noise(), (done, count, x, clean) -> {
				assertTrue(done <= count, "step " + done + " of " + count);
				after.add(x);
			});
		return this;
	}

	/** Hands out the listed noises in order, and checks what is asked where the case says it. */
	private Noise noise() {
		return (sigma, next) -> {
			final JsonNode call = golden.get("noise_calls").path(drawn++);
			if (call.size() > 2) {
				// The adaptive solver finds its levels by numbers in single precision
				final double near = golden.has("attempts") ? 1e-4 : 1e-9;
				assertEquals(call.get(1).doubleValue(), sigma, near * sigma, "noise from");
				assertEquals(call.get(2).doubleValue(), next, near * sigma, "noise to");
			}
			return latent(GOLDENS.get("noise").get(call.isMissingNode() ? 0 : call.get(0).intValue()));
		};
	}

	/** Checks the number of draws and, where listed, the timesteps of all calls. */
	public void checkCalls() {
		assertEquals(golden.get("noise_calls").size(), drawn, "draws of noise");
		checkTimesteps();
	}

	public void checkTimesteps() {
		if (!golden.has("model_t")) return;
		final double[] expected = doubles(golden.get("model_t"));
		assertEquals(expected.length, timesteps.size(), "calls of the model");
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], timesteps.get(i), 1e-6, "timestep of call " + i);
		}
	}

	/** Checks a list of latents, each after scaling. */
	public static void check(final JsonNode expected, final List<Latent> actual,
		final double tolerance, final String what) {
		assertEquals(expected.size(), actual.size(), what + ": number");
		for (int i = 0; i < actual.size(); i++) {
			assertAlike(doubles(expected.get(i)), actual.get(i).data(), tolerance, what + " " + i);
		}
	}

	/** A formula for the noise or the velocity, elementwise. */
	private final class Model implements Denoiser {

		private final boolean velocity = golden.get("prediction").textValue().equals("v");
		private final JsonNode terms = GOLDENS.get("model").get(velocity ? "v" : "eps");

		@Override
		public Latent denoise(final Latent x, final double sigma) {
			return split(x, sigma).guided();
		}

		/** The prediction without prompt has the noise 0.9 e + 0.05. */
		@Override
		public Split split(final Latent x, final double sigma) {
			final double t = timestep.applyAsDouble(sigma);
			seen.add(x);
			levels.add(sigma);
			timesteps.add(t);
			final float[] output = new float[x.data().length];
			final float[] other = new float[x.data().length];
			for (int i = 0; i < output.length; i++) {
				final double in = x.data()[i] * Prediction.inputScale(sigma);
				final double out = term("a") * Math.sin(term("b") * in + term("c") * t) + term("d") * in;
				output[i] = (float) out;
				other[i] = (float) (0.9 * out + 0.05);
			}
			final Prediction prediction = velocity ? Prediction.V : Prediction.EPSILON;
			return new Split(prediction.clean(x, x.with(output), sigma),
				prediction.clean(x, x.with(other), sigma));
		}

		private double term(final String name) {
			return terms.get(name).doubleValue();
		}
	}
}
