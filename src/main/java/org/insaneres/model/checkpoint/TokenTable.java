/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;

import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.Graph;

/**
 * The vectors of a text encoder's tokens, and of learned ones behind them.
 *
 * @param graph to write into
 * @param rows the table in the file, of any float type
 * @param count of its rows
 * @param width of its rows
 */
record TokenTable(Graph graph, String rows, int count, int width) {

	/**
	 * Looks up ids. Only the rows that are found become 32-bit floats.
	 *
	 * @param extra further rows for the ids from {@link #count} on
	 */
	String look(final String ids, final float[] extra) {
		if (extra.length == 0) return gather(rows, ids);
		final String beyond = graph.longs(count);
		final String known = gather(rows,
			graph.node("Min", List.of(ids, graph.longs(count - 1))));
		final String learned = gather(graph.floats(extra, extra.length / width, width),
			graph.node("Max", List.of(graph.node("Sub", List.of(ids, beyond)), graph.longs(0))));
		final String isKnown = graph.node("Unsqueeze",
			List.of(graph.node("Less", List.of(ids, beyond)), graph.longs(2)));
		return graph.node("Where", List.of(isKnown, known, learned));
	}

	private String gather(final String table, final String ids) {
		return graph.node("Cast", List.of(graph.node("Gather", List.of(table, ids))),
			Attribute.of("to", Graph.FLOAT));
	}
}
