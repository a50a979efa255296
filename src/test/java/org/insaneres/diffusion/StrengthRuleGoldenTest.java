/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.Ddim;
import org.insaneres.sampler.solver.Euler;
import org.insaneres.sampler.solver.Plms;
import org.insaneres.sampler.solver.UniPc;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Strength rules against those of AUTOMATIC1111, diffusers, ComfyUI and Krita. */
class StrengthRuleGoldenTest {

	private static final NoiseSchedule TABLE = NoiseSchedule.STABLE_DIFFUSION;
	private static final double EXACT = 1e-11;

	private final JsonNode goldens = Goldens.read("strength.json").get("cases");

	private Stream<DynamicTest> each(final String key, final BiConsumer<JsonNode, Case> test) {
		return Goldens.each(goldens, g -> g.get("steps") + " at " + g.get("strength"), golden -> {
			if (golden.has(key)) test.accept(golden.get(key), new Case(golden));
		});
	}

	private record Case(int steps, double strength) {

		Case(final JsonNode golden) {
			this(golden.get("steps").intValue(), golden.get("strength").doubleValue());
		}
	}

	@TestFactory
	Stream<DynamicTest> a1111() {
		return each("a1111", (golden, c) -> check(golden, StrengthRule.A1111, c));
	}

	@TestFactory
	Stream<DynamicTest> a1111Exact() {
		return each("a1111_exact", (golden, c) -> {
			check(golden, StrengthRule.A1111_EXACT, c);
			assertEquals(golden.get("total").intValue(),
				StrengthRule.A1111_EXACT.share(c.steps, c.strength).total(), "total");
		});
	}

	private static void check(final JsonNode golden, final StrengthRule rule, final Case c) {
		final StrengthRule.Share share = rule.share(c.steps, c.strength);
		assertEquals(golden.get("calls").intValue(), share.calls(), "calls");
		assertEquals(golden.get("t_enc").intValue(), share.calls() - 1, "t_enc");
		assertEquals(golden.get("first_index").intValue(), share.first(), "first");
		checkStart(golden.get("sigma_karras"), rule, c, Schedule.KARRAS);
		checkStart(golden.get("sigma_uniform"), rule, c, Schedule.UNIFORM);
	}

	/** The first level of the run, and that the picture is raised to just this. */
	private static void checkStart(final JsonNode sigma, final StrengthRule rule, final Case c,
		final Schedule schedule) {
		final StrengthRun run = rule.run(new Euler(), TABLE, schedule, c.steps, c.strength);
		assertEquals(rule.share(c.steps, c.strength).calls(), run.steps(), "steps");
		if (sigma.isNull()) {
			assertEquals(0, run.steps(), "steps");
			return;
		}
		final double expected = sigma.doubleValue();
		assertEquals(expected, run.grid().sigmas()[0], EXACT * expected, schedule + " start");
		assertEquals(run.grid().sigmas()[0], run.level(), schedule + " level");
	}

	@TestFactory
	Stream<DynamicTest> a1111Ddim() {
		return each("a1111_ddim", (golden, c) -> {
			final StrengthRun run = StrengthRule.A1111.run(new Ddim(), TABLE, Schedule.AUTOMATIC, c.steps,
				c.strength);
			assertEquals(golden.get("calls").intValue(), run.steps(), "calls");
			assertEquals(run.steps(),
				StrengthRule.A1111.run(new Plms(), TABLE, Schedule.AUTOMATIC, c.steps, c.strength)
					.steps(),
				"calls of PLMS");
			assertEquals(golden.get("t_enc").intValue(),
				StrengthRule.A1111.run(new UniPc(), TABLE, Schedule.AUTOMATIC, c.steps, c.strength)
					.steps(),
				"calls of UniPC");
			assertEquals(golden.get("list_length").intValue(),
				new Ddim().grid(TABLE, Schedule.AUTOMATIC, c.steps).sigmas().length, "list");
			if (run.steps() > 0) {
				final double first = run.grid().timestep().applyAsDouble(run.grid().sigmas()[0]);
				assertEquals(golden.get("first_model_timestep").doubleValue(), first, "first timestep");
				assertEquals(TABLE.sigma(golden.get("noise_timestep").intValue()), run.level(), "level");
				assertTrue(Prediction.inputScale(run.level()) < Prediction.inputScale(
					run.grid().sigmas()[0]), "noisier than the sampler thinks");
			}
		});
	}

	@TestFactory
	Stream<DynamicTest> diffusers() {
		return each("diffusers", (golden, c) -> {
			final StrengthRule.Share share = StrengthRule.DIFFUSERS.share(c.steps, c.strength);
			assertEquals(golden.get("calls").intValue(), share.calls(), "calls");
			assertEquals(golden.get("init").intValue(), share.calls(), "init");
			assertEquals(golden.get("first_index").intValue(), share.first(), "first");
			assertEquals(share.calls(), StrengthRule.DIFFUSERS.run(new Euler(), TABLE, Schedule.KARRAS,
				c.steps, c.strength).steps(), "steps");
		});
	}

	@TestFactory
	Stream<DynamicTest> comfy() {
		return each("comfy", (golden, c) -> {
			final StrengthRule.Share share = StrengthRule.COMFYUI.share(c.steps, c.strength);
			assertEquals(golden.get("calls").intValue(), share.calls(), "calls");
			if (share.calls() > 0) {
				assertEquals(golden.get("total").intValue(), share.total(), "total");
			}
			checkStart(golden.get("sigma_karras"), StrengthRule.COMFYUI, c, Schedule.KARRAS);
			checkStart(golden.get("sigma_normal"), StrengthRule.COMFYUI, c, Schedule.NORMAL);
		});
	}

	@TestFactory
	Stream<DynamicTest> krita() {
		return each("krita_min_steps", (golden, c) -> {
			for (final Iterator<String> least = golden.fieldNames(); least.hasNext();) {
				final String key = least.next();
				final JsonNode expected = golden.get(key);
				final StrengthRule.Share share = StrengthRule.krita(c.steps, c.strength,
					Integer.parseInt(key));
				assertEquals(expected.path("calls").asInt(), share.calls(), "calls");
				if (!expected.isNull()) {
					assertEquals(expected.get("steps").intValue(), share.total(), "steps");
					assertEquals(expected.get("start").intValue(), share.first(), "start");
				}
			}
		});
	}
}
