/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import static org.insaneres.sampler.Goldens.assertNear;
import static org.insaneres.sampler.Goldens.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The generators against PyTorch on the CPU and AUTOMATIC1111's NV. */
class NormalsGoldenTest {

	private static final double TOLERANCE = 5e-6;

	private final JsonNode goldens = Goldens.read("noise.json");

	@TestFactory
	Stream<DynamicTest> torchSingle() {
		return single("torch_cpu", TorchNormals::new);
	}

	@TestFactory
	Stream<DynamicTest> torchSuccessive() {
		return successive("torch_cpu", TorchNormals::new);
	}

	@TestFactory
	Stream<DynamicTest> philoxSingle() {
		return single("philox_nv", PhiloxNormals::new);
	}

	@TestFactory
	Stream<DynamicTest> philoxSuccessive() {
		return successive("philox_nv", PhiloxNormals::new);
	}

	private Stream<DynamicTest> single(final String source, final LongFunction<Normals> generator) {
		return Goldens.each(goldens.get(source).get("single"),
			golden -> source + " " + golden.get("seed") + " x " + golden.get("size"), golden -> {
				final float[] drawn = generator.apply(golden.get("seed").longValue())
					.next(golden.get("size").intValue());
				if (golden.has("values")) {
					assertNear(doubles(golden.get("values")), drawn, TOLERANCE, "values");
				} else {
					checkLarge(golden, drawn);
				}
			});
	}

	private static void checkLarge(final JsonNode golden, final float[] drawn) {
		final double[] first = doubles(golden.get("first"));
		final double[] last = doubles(golden.get("last"));
		assertNear(first, Arrays.copyOf(drawn, first.length), TOLERANCE, "first");
		assertNear(last, Arrays.copyOfRange(drawn, drawn.length - last.length, drawn.length),
			TOLERANCE, "last");
		double sum = 0;
		double sumAbs = 0;
		for (final float value : drawn) {
			sum += value;
			sumAbs += Math.abs(value);
		}
		assertEquals(golden.get("sum").doubleValue(), sum, 1e-2, "sum");
		assertEquals(golden.get("sum_abs").doubleValue(), sumAbs, 1e-2, "sum of absolutes");
	}

	private Stream<DynamicTest> successive(final String source,
		final LongFunction<Normals> generator) {
		return Goldens.each(goldens.get(source).get("successive"),
			golden -> source + " " + golden.get("seed") + " x " + golden.get("sizes"), golden -> {
				final Normals normals = generator.apply(golden.get("seed").longValue());
				for (int i = 0; i < golden.get("sizes").size(); i++) {
					final float[] drawn = normals.next(golden.get("sizes").get(i).intValue());
					assertNear(doubles(golden.get("values").get(i)), drawn, TOLERANCE, "draw " + i);
				}
			});
	}
}
