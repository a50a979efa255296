/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The largest 8-bit weight that this processor multiplies rightly. Ones without VNNI add two
 * products in 16 bits, which clips those of large weights and inputs ("saturation" in ONNX
 * Runtime's documentation of quantisation); half as large weights never come so far.
 */
final class Reach {

	private static final int WHOLE = 127;
	private static final int HALF = 63;

	private static final int SIZE = 64;
	/** The largest input in 8 bits. */
	private static final int TOP = 255;

	private static int known;

	private Reach() {}

	static synchronized int get() {
		if (known == 0) known = sum(WHOLE) == exact(WHOLE) ? WHOLE : HALF;
		return known;
	}

	/** What a sum of the largest inputs times a weight must be. */
	static float exact(final int weight) {
		return SIZE * TOP * weight;
	}

	/** What the processor makes of it. */
	static float sum(final int weight) {
		final Graph graph = new Graph("reach");
		final float[] one = {1};
		final String weights = graph.node("Cast",
			List.of(graph.input("weights", Graph.FLOAT, SIZE, SIZE)), Attribute.of("to", Graph.INT8));
		graph.output("y", Graph.FLOAT, graph.microsoft("DynamicQuantizeMatMul",
			List.of(graph.input("x", Graph.FLOAT, SIZE, SIZE), weights, graph.floats(one))));
		try (Session session = Session.open("reach", graph.bytes(), new LoadedWeights(),
			new Options(1, false))) {
			return session.run(Map.of("x", filled(TOP), "weights", filled(weight)), () -> false).get("y")
				.data()[0];
		}
	}

	private static Tensor filled(final float value) {
		final float[] values = new float[SIZE * SIZE];
		Arrays.fill(values, value);
		return new Tensor(values, SIZE, SIZE);
	}
}
