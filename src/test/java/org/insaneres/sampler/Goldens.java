/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

/** Reads reference numbers and turns each of their cases into a test. */
public final class Goldens {

	private Goldens() {}

	/** The file of that name in the folder that the system property {@code goldens} names. */
	public static JsonNode read(final String file) {
		try {
			return new ObjectMapper().readTree(Path.of(System.getProperty("goldens"), file).toFile());
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** One test for each case; fails where there is none. */
	public static Stream<DynamicTest> each(final JsonNode cases,
		final Function<JsonNode, String> title, final Consumer<JsonNode> test) {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode golden : cases) {
			tests.add(DynamicTest.dynamicTest(title.apply(golden), () -> test.accept(golden)));
		}
		System.out.println("cases: " + tests.size());
		assertFalse(tests.isEmpty(), "no cases");
		return tests.stream();
	}

	public static double[] doubles(final JsonNode list) {
		final double[] out = new double[list.size()];
		for (int i = 0; i < out.length; i++) {
			out[i] = list.get(i).doubleValue();
		}
		return out;
	}

	public static float[] floats(final JsonNode list) {
		final float[] out = new float[list.size()];
		for (int i = 0; i < out.length; i++) {
			out[i] = list.get(i).floatValue();
		}
		return out;
	}

	/** Equal to within tolerance, absolute. */
	public static void assertNear(final double[] expected, final float[] actual,
		final double tolerance, final String what) {
		assertEquals(expected.length, actual.length, what + ": length");
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], tolerance, what + ": value " + i);
		}
	}

	/**
	 * Latents of single precision: equal to within tolerance, or 1e-5 of the value if that is more,
	 * which it is for noise levels in the thousands only.
	 */
	public static void assertAlike(final double[] expected, final float[] actual,
		final double tolerance, final String what) {
		assertEquals(expected.length, actual.length, what + ": length");
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], Math.max(tolerance, 1e-5 * Math.abs(expected[i])),
				what + ": value " + i);
		}
	}

	/** Equal to within tolerance, relative to the expected value. */
	public static void assertClose(final double[] expected, final double[] actual,
		final double tolerance, final String what) {
		assertEquals(expected.length, actual.length, what + ": length");
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], tolerance * Math.abs(expected[i]),
				what + ": value " + i);
		}
	}
}
