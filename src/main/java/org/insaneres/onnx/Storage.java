/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.util.List;

/** How a tensor of {@link LoadedWeights} lies in memory. */
public enum Storage {

	/** As in the file. */
	AS_IS {

		@Override
		void write(final Graph graph, final String x, final DType from) {
			graph.output(VALUES, from.onnx(), x);
		}
	},

	/** As 32-bit floats. */
	FLOAT {

		@Override
		void write(final Graph graph, final String x, final DType from) {
			graph.output(VALUES, Graph.FLOAT, wide(graph, x));
		}
	},

	/**
	 * A matrix of rows x columns as columns x rows of 8-bit whole numbers, and a float for each row
	 * that they are to be multiplied by: the largest of the row is that of {@link Reach}.
	 */
	INT8 {

		@Override
		void write(final Graph graph, final String x, final DType from) {
			final String values = wide(graph, x);
			final String largest = graph.node("ReduceMax",
				List.of(graph.node("Abs", List.of(values)), graph.longs(1)));
			// A row of zeros must not be divided by zero
			final String scales = graph.node("Max",
				List.of(graph.node("Mul", List.of(largest, graph.floats(new float[]{1f / Reach.get()}))),
					graph.floats(new float[]{Float.MIN_NORMAL})));
			final String whole = graph.node("Cast",
				List.of(graph.node("Round", List.of(graph.node("Div", List.of(values, scales))))),
				Attribute.of("to", Graph.INT8));
			graph.output(VALUES, Graph.INT8,
				graph.node("Transpose", List.of(whole), Attribute.list("perm", 1, 0)));
			graph.output(SCALES, Graph.FLOAT,
				graph.node("Reshape", List.of(scales, graph.longs(-1))));
		}
	},

	/** As {@link Winograd#TILES_OF_2} takes it. */
	WINOGRAD_2 {

		@Override
		void write(final Graph graph, final String x, final DType from) {
			graph.output(VALUES, Graph.FLOAT,
				Winograd.TILES_OF_2.transform(graph, wide(graph, x)));
		}
	},

	/** As {@link Winograd#TILES_OF_4} takes it. */
	WINOGRAD_4 {

		@Override
		void write(final Graph graph, final String x, final DType from) {
			graph.output(VALUES, Graph.FLOAT,
				Winograd.TILES_OF_4.transform(graph, wide(graph, x)));
		}
	};

	static final String VALUES = "values";
	static final String SCALES = "scales";

	/** Writes into a graph how a tensor is brought into this form. */
	abstract void write(Graph graph, String x, DType from);

	private static String wide(final Graph graph, final String x) {
		return graph.node("Cast", List.of(x), Attribute.of("to", Graph.FLOAT));
	}
}
