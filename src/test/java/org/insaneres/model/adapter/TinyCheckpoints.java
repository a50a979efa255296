/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.model.Npy;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Assumptions;

/** The folder with the tiny models, whose checkpoints are too large to lie beside the tests. */
final class TinyCheckpoints {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));
	private static final double TOLERANCE = 1e-4;

	private TinyCheckpoints() {}

	/** An index; the test is skipped where it is not there. */
	static JsonNode index(final String path) throws IOException {
		final boolean there = Files.exists(ROOT.resolve(path));
		if (!there) System.out.println("cases: 0, skipped, as it is not there: " + ROOT.resolve(path));
		Assumptions.assumeTrue(there, path + " is not there");
		return new ObjectMapper().readTree(ROOT.resolve(path).toFile());
	}

	static Path file(final JsonNode path) {
		return ROOT.resolve(path.asText());
	}

	/** The separate VAE of a checkpoint, or null if it has one inside. */
	static Path vae(final JsonNode checkpoint) throws IOException {
		for (final JsonNode one : index("checkpoints/checkpoints.json")) {
			if (one.get("file").equals(checkpoint) && one.has("vae_file")) {
				return file(one.get("vae_file"));
			}
		}
		return null;
	}

	/** The first of a batch. */
	static Tensor read(final JsonNode path) {
		return Npy.row(Npy.read(file(path)), 0);
	}

	/** Compares with what a file has, relative to its largest value. */
	static void assertNear(final JsonNode expected, final Tensor actual) {
		final Tensor golden = read(expected);
		double largest = 0;
		for (final float value : golden.data()) largest = Math.max(largest, Math.abs(value));
		final double difference = Npy.difference(golden, actual) / largest;
		assertTrue(difference <= TOLERANCE, expected + ": " + difference + " of the largest value");
	}
}
