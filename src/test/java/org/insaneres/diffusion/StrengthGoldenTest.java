/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.Samplers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How many steps run, and from which noise level, by every program's rule. */
class StrengthGoldenTest {

	private static final NoiseSchedule TABLE = NoiseSchedule.STABLE_DIFFUSION;

	@TestFactory
	List<DynamicTest> goldens() throws IOException {
		final JsonNode cases = new ObjectMapper()
			.readTree(new File(System.getProperty("goldens"), "strength.json")).get("cases");
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode c : cases) {
			// At strength 0 the rules are never asked: the picture is returned as it is
			if (c.get("strength").doubleValue() == 0) continue;
			tests.add(DynamicTest.dynamicTest(c.get("steps") + " steps at " + c.get("strength"),
				() -> check(c, c.get("steps").intValue(), c.get("strength").doubleValue())));
		}
		System.out.println("cases: " + tests.size());
		assertTrue(tests.size() > 0, "no cases in strength.json");
		return tests;
	}

	private static void check(final JsonNode c, final int steps, final double strength) {
		levels(c.get("a1111"), "calls", StrengthRule.A1111, steps, strength);
		if (c.has("a1111_exact")) {
			levels(c.get("a1111_exact"), "calls", StrengthRule.A1111_EXACT, steps, strength);
		}
		levels(c.get("comfy"), "calls", StrengthRule.COMFYUI, steps, strength);
		assertEquals(c.get("diffusers").get("calls").intValue(),
			start(StrengthRule.DIFFUSERS, "Euler", Schedule.KARRAS, steps, strength).grid().steps());
		final JsonNode krita = c.get("krita_min_steps").path("4");
		if (krita.has("calls")) {
			assertEquals(krita.get("calls").intValue(),
				start(StrengthRule.KRITA, "Euler", Schedule.KARRAS, steps, strength).grid().steps());
		}
		final JsonNode ddim = c.get("a1111_ddim");
		if (ddim.get("calls").intValue() > 0) {
			final Start start = start(StrengthRule.A1111, "DDIM", Schedule.AUTOMATIC, steps, strength);
			assertEquals(ddim.get("calls").intValue(), start.grid().steps());
			assertEquals(TABLE.sigma(ddim.get("noise_timestep").intValue()), start.sigma(), 1e-9);
		}
	}

	private static void levels(final JsonNode expected, final String calls, final StrengthRule rule,
		final int steps, final double strength) {
		final Start karras = start(rule, "Euler", Schedule.KARRAS, steps, strength);
		assertEquals(expected.get(calls).intValue(), karras.grid().steps(), rule.toString());
		assertSigma(expected.path("sigma_karras"), karras);
		final Start uniform = start(rule, "Euler", Schedule.UNIFORM, steps, strength);
		assertSigma(expected.path("sigma_uniform"), uniform);
		assertSigma(expected.path("sigma_normal"), uniform);
	}

	private static void assertSigma(final JsonNode expected, final Start start) {
		if (!expected.isNumber()) return;
		assertEquals(expected.doubleValue(), start.sigma(), 1e-11 * expected.doubleValue());
	}

	private static Start start(final StrengthRule rule, final String sampler,
		final Schedule schedule, final int steps, final double strength) {
		final Sampler named = Samplers.named(sampler);
		return rule.start(named, TABLE, schedule, steps, strength);
	}
}
