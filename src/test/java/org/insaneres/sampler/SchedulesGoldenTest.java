/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import static org.insaneres.sampler.Goldens.assertClose;
import static org.insaneres.sampler.Goldens.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tables and schedules against AUTOMATIC1111's, ComfyUI's and k-diffusion's. */
class SchedulesGoldenTest {

	private static final double EXACT = 1e-11;
	private static final double SINGLE = 5e-5;

	private final JsonNode goldens = Goldens.read("schedules.json");
	private final NoiseSchedule table = table(goldens.get("betas"));

	private static NoiseSchedule table(final JsonNode betas) {
		return NoiseSchedule.ofBetas(betas.get("schedule").textValue(),
			betas.get("start").doubleValue(), betas.get("end").doubleValue(),
			betas.get("train_steps").intValue());
	}

	@Test
	void range() {
		near("sigma_min", table.sigmaMin());
		near("sigma_max", table.sigmaMax());
	}

	private void near(final String key, final double actual) {
		final double expected = goldens.get(key).doubleValue();
		assertEquals(expected, actual, EXACT * expected, key);
		assertEquals(goldens.get(key + "_f32").doubleValue(), actual, SINGLE * expected, key);
	}

	@TestFactory
	Stream<DynamicTest> alphas() {
		return Goldens.each(goldens.get("alphas_cumprod"), g -> "t " + g.get("t"), golden -> {
			final int t = golden.get("t").intValue();
			final double alpha = golden.get("value").doubleValue();
			final double sigma = golden.get("sigma").doubleValue();
			assertEquals(alpha, table.alpha(t), EXACT * alpha, "alpha");
			assertEquals(sigma, table.sigma(t), EXACT * sigma, "sigma");
			assertEquals(golden.get("ldm_f32").doubleValue(), table.alpha(t), SINGLE * alpha, "LDM");
			assertEquals(golden.get("diffusers_f32").doubleValue(), table.alpha(t), SINGLE * alpha,
				"diffusers");
			assertEquals(golden.get("sigma_ldm_f32").doubleValue(), table.sigma(t), SINGLE * sigma,
				"LDM sigma");
		});
	}

	@TestFactory
	Stream<DynamicTest> zeroTerminalSnr() {
		final NoiseSchedule zero = table.zeroTerminalSnr(0);
		return Goldens.each(goldens.get("zero_snr").get("alphas_cumprod"), g -> "t " + g.get("t"),
			golden -> {
				final double alpha = golden.get("value").doubleValue();
				assertEquals(alpha, zero.alpha(golden.get("t").intValue()), EXACT * alpha);
			});
	}

	@TestFactory
	Stream<DynamicTest> a1111() {
		return Goldens.each(goldens.get("a1111"), SchedulesGoldenTest::title,
			golden -> check(golden, sigmas(golden, golden.get("n").intValue(), "")));
	}

	@TestFactory
	Stream<DynamicTest> a1111Options() {
		return Goldens.each(goldens.get("a1111_options"), SchedulesGoldenTest::title, golden -> {
			final int n = golden.get("n").intValue();
			check(golden, golden.path("discard_penultimate").booleanValue()
				? Sigmas.withoutPenultimate(sigmas(golden, n + 1, ""))
				: sigmas(golden, n, ""));
		});
	}

	@TestFactory
	Stream<DynamicTest> comfy() {
		return Goldens.each(goldens.get("comfy_formula"), SchedulesGoldenTest::title, golden -> {
			final double[] sigmas = sigmas(golden, golden.get("n").intValue(), "_comfy");
			check(golden, sigmas);
			for (int i = 0; i < golden.path("timesteps").size(); i++) {
				assertEquals(golden.get("timesteps").get(i).intValue(), table.nearestTimestep(sigmas[i]));
			}
		});
	}

	private static String title(final JsonNode golden) {
		return golden.get("schedule").textValue() + " n " + golden.get("n");
	}

	private static void check(final JsonNode golden, final double[] sigmas) {
		assertClose(doubles(golden.get("sigmas")), sigmas, EXACT, "sigmas");
		if (golden.has("sigmas_f32")) {
			assertClose(doubles(golden.get("sigmas_f32")), sigmas, SINGLE, "sigmas as float");
		}
	}

	/** With options through the formulas, otherwise by name. */
	private double[] sigmas(final JsonNode golden, final int n, final String suffix) {
		final String name = golden.get("schedule").textValue();
		final double min = golden.path("sigma_min").asDouble(table.sigmaMin());
		final double max = golden.path("sigma_max").asDouble(table.sigmaMax());
		if (golden.has("rho")) {
			final double rho = golden.get("rho").doubleValue();
			return name.equals("karras")
				? Sigmas.karras(min, max, rho, n)
				: Sigmas.polyexponential(min, max, rho, n);
		}
		if (golden.has("alpha")) {
			return Sigmas.beta(min, max, golden.get("alpha").doubleValue(),
				golden.get("beta").doubleValue(), n);
		}
		return Schedule.valueOf((name + suffix).toUpperCase(Locale.ROOT)).sigmas(table, min, max, n);
	}

	@TestFactory
	Stream<DynamicTest> timestepToSigma() {
		return Goldens.each(goldens.get("mapping").get("t_to_sigma"), g -> "t " + g.get("t"),
			golden -> {
				final double sigma = golden.get("sigma").doubleValue();
				final double actual = table.sigma(golden.get("t").doubleValue());
				assertEquals(sigma, actual, EXACT * sigma);
				assertEquals(golden.get("sigma_f32").doubleValue(), actual, SINGLE * sigma);
			});
	}

	@TestFactory
	Stream<DynamicTest> sigmaToTimestep() {
		return Goldens.each(goldens.get("mapping").get("sigma_to_t"), g -> "sigma " + g.get("sigma"),
			golden -> {
				final double sigma = golden.get("sigma").doubleValue();
				assertEquals(golden.get("t").doubleValue(), table.timestep(sigma), 1e-8);
				assertEquals(golden.get("t_f32").doubleValue(), table.timestep(sigma), 2e-4);
				assertEquals(golden.get("t_quantized").intValue(), table.nearestTimestep(sigma));
			});
	}
}
