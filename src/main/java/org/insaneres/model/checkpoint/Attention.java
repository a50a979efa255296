/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;

import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.Device;
import org.insaneres.onnx.Graph;

/** How attention is written into a graph; all ways give the same. */
enum Attention {

	/** One operator of ONNX Runtime: fastest on processors, and in little memory. */
	FUSED {

		@Override
		String of(final Graph graph, final Feature q, final Feature k, final Feature v,
			final int heads, final String bias) {
			final List<String> inputs = bias == null
				? List.of(q.value(), k.value(), v.value())
				: List.of(q.value(), k.value(), v.value(), "", "", bias);
			return graph.microsoft("MultiHeadAttention", inputs, Attribute.of("num_heads", heads));
		}
	},

	/** Standard operators, for devices that lack the other one. */
	EXPLICIT {

		@Override
		String of(final Graph graph, final Feature q, final Feature k, final Feature v,
			final int heads, final String bias) {
			final float scale = (float) (1 / Math.sqrt(q.channels() / (double) heads));
			final String query = graph.node("Mul",
				List.of(split(graph, q, heads, 0, 2, 1, 3), graph.floats(new float[]{scale})));
			String scores = graph.node("MatMul",
				List.of(query, split(graph, k, heads, 0, 2, 3, 1)));
			if (bias != null) scores = graph.node("Add", List.of(scores, bias));
			final String mixed = graph.node("MatMul",
				List.of(graph.node("Softmax", List.of(scores), Attribute.of("axis", -1)),
					split(graph, v, heads, 0, 2, 1, 3)));
			return graph.node("Reshape",
				List.of(graph.node("Transpose", List.of(mixed), Attribute.list("perm", 0, 2, 1, 3)),
					graph.longs(0, 0, v.channels())));
		}

		private String split(final Graph graph, final Feature x, final int heads,
			final long... order) {
			final String parts = graph.node("Reshape",
				List.of(x.value(), graph.longs(0, 0, heads, x.channels() / heads)));
			return graph.node("Transpose", List.of(parts), Attribute.list("perm", order));
		}
	};

	/**
	 * softmax(q k^T / sqrt(size of a head) + bias) v (Vaswani et al. 2017).
	 *
	 * @param q 1 x tokens x channels
	 * @param bias added to the scores, 1 x 1 x tokens of q x tokens of k, or null
	 * @return name of the value, 1 x tokens of q x channels of v
	 */
	abstract String of(Graph graph, Feature q, Feature k, Feature v, int heads, String bias);

	/** What suits a device: only the processor and CUDA are known to have the fused operator. */
	static Attention on(final Device device) {
		return device.equals(Device.CPU) || device.equals(Device.CUDA) ? FUSED : EXPLICIT;
	}
}
