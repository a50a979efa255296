/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import static org.insaneres.sampler.Goldens.assertAlike;
import static org.insaneres.sampler.Goldens.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every step of every sampler against k-diffusion's and AUTOMATIC1111's. */
class SamplersGoldenTest {

	private static final double TOLERANCE = 2e-4;
	/** Single precision shows where Heun divides by the lowest level. */
	private static final double HEUN_TOLERANCE = 2e-3;
	private static final NoiseSchedule TABLE = NoiseSchedule.STABLE_DIFFUSION;

	@TestFactory
	Stream<DynamicTest> kDiffusion() {
		return each("k_diffusion", golden -> {
			final Trace trace = new Trace(golden, TABLE::timestep)
				.run(sampler(golden, golden.get("options")), 1, doubles(golden.get("sigmas")));
			checkSteps(golden, trace);
			trace.checkCalls();
		});
	}

	@TestFactory
	Stream<DynamicTest> dpmSolver() {
		return each("dpm_solver", golden -> {
			final double max = golden.get("sigma_max").doubleValue();
			final double min = golden.get("sigma_min").doubleValue();
			final double[] sigmas = new double[golden.path("n").asInt(1) + 1];
			Arrays.fill(sigmas, min);
			sigmas[0] = max;
			final Sampler sampler = sampler(golden, golden.path("options"))
				.withEta(golden.get("eta").doubleValue());
			final Trace trace = new Trace(golden, TABLE::timestep).run(sampler, 1, sigmas);
			if (golden.has("x")) {
				Trace.check(golden.get("x"), trace.after, TOLERANCE, "x after step");
			} else {
				Trace.check(accepted(golden), trace.after, TOLERANCE, "x after accepted attempt");
			}
			trace.checkTimesteps();
		});
	}

	/** The latents after the attempts that the adaptive solver accepted. */
	private static JsonNode accepted(final JsonNode golden) {
		final ArrayNode out = golden.withArray("accepted");
		int before = 0;
		for (int i = 0; i < golden.get("attempts").size(); i++) {
			final int now = golden.get("attempts").get(i).get("n_accept").intValue();
			if (now > before) out.add(golden.get("x_after_attempt").get(i));
			before = now;
		}
		return out;
	}

	@TestFactory
	Stream<DynamicTest> restart() {
		return each("restart", golden -> {
			final Trace trace = new Trace(golden, TABLE::timestep)
				.run(sampler(golden, golden.path("options")), 1, doubles(golden.get("sigmas")));
			checkSteps(golden, trace);
			trace.checkCalls();
		});
	}

	@TestFactory
	Stream<DynamicTest> lcm() {
		return each("lcm_a1111", golden -> {
			final Lcm lcm = new Lcm();
			final Grid grid = lcm.grid(TABLE, lcm.automatic(), golden.get("steps").intValue());
			final double[] sigmas = doubles(golden.get("sigmas"));
			Goldens.assertClose(sigmas, Arrays.copyOfRange(grid.sigmas(),
				grid.sigmas().length - sigmas.length, grid.sigmas().length), 5e-5, "sigmas");
			final Trace trace = new Trace(golden, grid.timestep()).run(lcm, 1, sigmas);
			checkSteps(golden, trace);
			trace.checkCalls();
		});
	}

	@TestFactory
	Stream<DynamicTest> timesteps() {
		return each("a1111_timesteps", golden -> {
			final int[] ascending = Arrays.stream(doubles(golden.get("timesteps_ascending")))
				.mapToInt(t -> (int) t).toArray();
			final TimestepSampler sampler = (TimestepSampler) sampler(golden, golden.get("options"));
			final boolean whole = golden.get("strength").isNull();
			final Grid grid = sampler.grid(TABLE, ascending, whole);
			final double first = grid.sigmas()[0];
			final Trace trace = new Trace(golden, grid.timestep()).run(sampler,
				1 / Prediction.inputScale(first), grid.sigmas());
			final List<Latent> after = new ArrayList<>();
			for (int i = 0; i < trace.after.size(); i++) {
				after.add(trace.after.get(i).times(Prediction.inputScale(grid.sigmas()[i + 1])));
			}
			Trace.check(golden.get("x"), after, TOLERANCE, "x after step");
			if (!after.isEmpty()) {
				assertAlike(doubles(golden.get("x").get(after.size() - 1)), trace.result.data(),
					TOLERANCE, "result");
			}
			trace.checkCalls();
		});
	}

	private static void checkSteps(final JsonNode golden, final Trace trace) {
		if (golden.has("x")) {
			final double tolerance = golden.get("sampler").textValue().equals("Heun")
				? HEUN_TOLERANCE
				: TOLERANCE;
			Trace.check(golden.get("x"), trace.after, tolerance, "x after step");
			assertAlike(doubles(golden.get("x").get(trace.after.size() - 1)), trace.result.data(),
				tolerance, "result");
		} else {
			final JsonNode seen = golden.get("x_seen");
			assertEquals(seen.size(), trace.after.size(), "steps");
			Trace.check(seen, firstCalls(golden, trace), TOLERANCE, "x seen");
			assertAlike(doubles(golden.get("final")), trace.result.data(), TOLERANCE, "final");
		}
	}

	/** What the first call of each step saw: all calls, or with Heun's probes left out. */
	private static List<Latent> firstCalls(final JsonNode golden, final Trace trace) {
		if (!golden.has("step_pairs")) return trace.seen;
		final List<Latent> out = new ArrayList<>();
		int call = 0;
		for (final JsonNode pair : golden.get("step_pairs")) {
			out.add(trace.seen.get(call));
			assertEquals(pair.get(0).doubleValue(), trace.levels.get(call),
				1e-9 * pair.get(0).doubleValue(), "begin of step");
			call += pair.get(1).doubleValue() == 0 ? 1 : 2;
		}
		return out;
	}

	private static Stream<DynamicTest> each(final String section,
		final Consumer<JsonNode> test) {
		return Goldens.each(Trace.GOLDENS.get(section),
			g -> g.get("sampler").textValue() + " " + g.get("prediction").textValue() + " " +
				g.path("schedule").asText() + " " + g.path("steps") + g.path("n") + " " +
				g.path("strength") + " " + g.path("options") + g.path("eta"),
			test);
	}

	/** The sampler of that name with the options of the case. */
	private static Sampler sampler(final JsonNode golden, final JsonNode options) {
		final Sampler named = Samplers.named(golden.get("sampler").textValue());
		final double eta = options.path("eta").asDouble(1);
		final double strength = options.path("s_noise").asDouble(1);
		final Churn churn = new Churn(options.path("s_churn").asDouble(0),
			options.path("s_tmin").asDouble(0),
			options.path("s_tmax").asDouble(Double.POSITIVE_INFINITY), strength);
		if (named instanceof Euler) return new Euler(churn);
		if (named instanceof Heun) return new Heun(churn);
		if (named instanceof Dpm2) return new Dpm2(churn);
		if (named instanceof EulerAncestral) return new EulerAncestral(eta, strength);
		if (named instanceof Dpm2Ancestral) return new Dpm2Ancestral(eta, strength);
		if (named instanceof Dpmpp2sAncestral) return new Dpmpp2sAncestral(eta, strength);
		if (named instanceof DpmppSde) return new DpmppSde(eta, strength);
		if (named instanceof Lms) return new Lms(options.path("order").asInt(4));
		if (named instanceof DpmAdaptive) {
			return new DpmAdaptive(options.path("order").asInt(3), options.path("rtol").asDouble(0.05),
				options.path("atol").asDouble(0.0078), eta, strength);
		}
		if (named instanceof DpmMultistep) {
			final DpmMultistep m = (DpmMultistep) named;
			return new DpmMultistep(m.name(), m.order(),
				options.has("solver_type")
					? options.get("solver_type").textValue().equals("midpoint")
					: m.midpoint(),
				m.eta() == 0 ? 0 : eta, strength, 0, m.automatic(), m.discardsPenultimate());
		}
		if (named instanceof UniPc) {
			return new UniPc(
				UniPcVariant.valueOf(options.get("variant").textValue().toUpperCase(Locale.ROOT)),
				options.get("order").intValue(), spacing(options.get("skip_type").textValue()),
				options.get("lower_order_final").booleanValue());
		}
		return options.has("eta") ? named.withEta(eta) : named;
	}

	private static UniPcSpacing spacing(final String name) {
		return name.equals("logSNR")
			? UniPcSpacing.LOG_SNR
			: UniPcSpacing.valueOf(name.toUpperCase(Locale.ROOT));
	}
}
