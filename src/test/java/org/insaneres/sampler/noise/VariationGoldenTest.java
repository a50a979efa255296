/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import static org.insaneres.sampler.Goldens.assertNear;
import static org.insaneres.sampler.Goldens.doubles;
import static org.insaneres.sampler.Goldens.floats;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Variation seeds against AUTOMATIC1111's. */
class VariationGoldenTest {

	private static final double TOLERANCE = 5e-6;

	private final JsonNode goldens = Goldens.read("noise.json");

	@TestFactory
	Stream<DynamicTest> slerp() {
		return Goldens.each(goldens.get("slerp"), g -> g.get("case") + " " + g.get("value"),
			golden -> {
				final Latent mixed = Slerp.columns(golden.get("value").doubleValue(),
					latent(golden, "low"), latent(golden, "high"));
				assertNear(doubles(golden.get("result")), mixed.data(), TOLERANCE, "result");
			});
	}

	@TestFactory
	Stream<DynamicTest> variation() {
		return Goldens.each(goldens.get("variation"), VariationGoldenTest::title,
			VariationGoldenTest::check);
	}

	@TestFactory
	Stream<DynamicTest> seedResize() {
		return Goldens.each(goldens.get("seed_resize"), VariationGoldenTest::title,
			VariationGoldenTest::check);
	}

	private static String title(final JsonNode golden) {
		return golden.get("source") + " " + golden.get("seed") + " " + golden.get("strength") + " " +
			golden.path("from_h");
	}

	private static void check(final JsonNode golden) {
		final NoiseSource source = golden.get("source").textValue().equals("NV")
			? NoiseSource.PHILOX
			: NoiseSource.MT19937;
		final JsonNode shape = golden.get("shape");
		final Noise noise = new Variation(golden.get("subseed").asLong(),
			golden.get("strength").doubleValue(), golden.path("from_h").asInt() / 8,
			golden.path("from_w").asInt() / 8, 0).open(source, golden.get("seed").longValue(),
				shape.get(0).intValue(), shape.get(1).intValue(), shape.get(2).intValue(), 0, 0);
		assertNear(doubles(golden.get("first")), noise.next().data(), TOLERANCE, "first");
		assertNear(doubles(golden.get("next")), noise.next().data(), TOLERANCE, "next");
	}

	private static Latent latent(final JsonNode golden, final String key) {
		final JsonNode shape = golden.get("shape");
		return new Latent(shape.get(0).intValue(), shape.get(1).intValue(), shape.get(2).intValue(),
			floats(golden.get(key)));
	}
}
