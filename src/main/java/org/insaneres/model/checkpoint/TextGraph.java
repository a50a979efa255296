/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.Graph;

/**
 * A CLIP text encoder (Radford et al. 2021): a transformer that looks backwards only. Gives every
 * layer without and with the norm at the end, so that who uses it has the choice.
 */
final class TextGraph {

	/** Id of the mark behind a text, in the vocabulary of all CLIP encoders. */
	static final int END = 49407;

	private final Layers layers;
	private final Graph graph;
	private final TextKeys keys;
	private final IntUnaryOperator heads;
	private final String mask;

	private TextGraph(final Layers layers, final TextKeys keys, final IntUnaryOperator heads) {
		this.layers = layers;
		this.keys = keys;
		this.heads = heads;
		graph = layers.graph();
		mask = mask(length(layers.weights(), keys));
	}

	/** Output of a layer; 0 is what goes into the first. */
	static String hidden(final int layer) {
		return "hidden." + layer;
	}

	/** The same with the final norm. */
	static String normed(final int layer) {
		return "normed." + layer;
	}

	/** Name of the output for pooled text. */
	static final String POOLED = "pooled";

	/** Tokens in a chunk. */
	static int length(final Weights weights, final TextKeys keys) {
		final long length = weights.shape(keys.positions(), 2)[0];
		if (length < 3 || length > 256) throw weights.wrong(keys.positions(), "is no table for texts");
		return (int) length;
	}

	/** How many layers a file has. */
	static int layers(final Weights weights, final TextKeys keys) {
		int count = 0;
		while (weights.hasPart(keys.block() + count)) count++;
		return count;
	}

	/**
	 * Writes an encoder into a graph.
	 *
	 * @param count number of layers to write; pooled text is made of the last
	 * @param extra further rows of the table of tokens, n x width, or none
	 */
	static void write(final Layers layers, final TextKeys keys, final IntUnaryOperator heads,
		final int count, final float[] extra) {
		new TextGraph(layers, keys, heads).write(count, extra);
	}

	private void write(final int count, final float[] extra) {
		final Weights weights = layers.weights();
		final int length = length(weights, keys);
		final String ids = graph.input("input_ids", Graph.INT64, 1, length);
		final long[] table = weights.shape(keys.tokens(), 2);
		final int width = (int) table[1];
		if (weights.shape(keys.positions(), 2)[1] != width) {
			throw weights.wrong(keys.positions(), "must have width " + width);
		}
		final String words = new TokenTable(graph, layers.rows(keys.tokens()), (int) table[0], width)
			.look(ids, extra);
		Feature x = new Feature(
			layers.add(words, layers.value(keys.positions(), length, width)), width);
		give(x, 0);
		for (int i = 0; i < count; i++) {
			x = block(keys.block() + i, x);
			give(x, i + 1);
		}
		if (keys.projection() != null && weights.has(keys.projection())) pool(x, ids);
	}

	private void give(final Feature x, final int layer) {
		graph.output(hidden(layer), Graph.FLOAT, x.value());
		graph.output(normed(layer), Graph.FLOAT, layers.layerNorm(x, keys.finalNorm()).value());
	}

	private Feature block(final String name, final Feature input) {
		final List<Feature> parts = maps(name, layers.layerNorm(input, name + keys.norm1()));
		final Feature seen = layers.attention(parts.get(0), parts.get(1), parts.get(2),
			heads.applyAsInt(input.channels()), mask);
		final Feature x = layers.add(input, layers.linear(seen, name + keys.out()));
		final Feature wide = layers.linear(layers.layerNorm(x, name + keys.norm2()),
			name + keys.up());
		return layers.add(x, layers.linear(activate(wide), name + keys.down()));
	}

	/** Queries, keys and values. */
	private List<Feature> maps(final String name, final Feature x) {
		final List<Feature> maps = new ArrayList<>();
		for (int i = 0; i < keys.attention().weights().size(); i++) {
			maps.add(layers.linear(x, name + keys.attention().weights().get(i),
				name + keys.attention().biases().get(i)));
		}
		if (maps.size() > 1) return maps;
		return graph.split("Split", List.of(maps.get(0).value()), 3, Attribute.of("axis", -1),
			Attribute.of("num_outputs", 3)).stream().map(part -> new Feature(part, x.channels()))
			.toList();
	}

	private Feature activate(final Feature x) {
		if (!keys.quick()) {
			return new Feature(graph.node("Gelu", List.of(x.value())), x.channels());
		}
		final String gate = graph.node("Sigmoid",
			List.of(layers.mul(x.value(), graph.floats(new float[]{1.702f}))));
		return new Feature(layers.mul(x.value(), gate), x.channels());
	}

	/** The token of the first end mark, projected. */
	private void pool(final Feature last, final String ids) {
		final Feature normed = layers.layerNorm(last, keys.finalNorm());
		final String marks = graph.node("Cast",
			List.of(graph.node("Equal", List.of(ids, graph.longs(END)))),
			Attribute.of("to", Graph.INT64));
		final String first = graph.node("ArgMax", List.of(marks), Attribute.of("axis", 1),
			Attribute.of("keepdims", 0));
		final String token = graph.node("Reshape",
			List.of(graph.node("Gather", List.of(normed.value(), first), Attribute.of("axis", 1)),
				graph.longs(1, last.channels())));
		graph.output(POOLED, Graph.FLOAT, graph.node("MatMul",
			List.of(token, projection(last.channels()))));
	}

	/** The matrix of width x pooled. */
	private String projection(final int width) {
		final long[] shape = layers.weights().shape(keys.projection(), 2);
		if (shape[keys.turned() ? 1 : 0] != width) {
			throw layers.weights().wrong(keys.projection(), "must be for " + width + " channels");
		}
		final String matrix = layers.value(keys.projection(), shape);
		return keys.turned()
			? graph.node("Transpose", List.of(matrix), Attribute.list("perm", 1, 0))
			: matrix;
	}

	/** Lets every token see itself and what stands before it. */
	private String mask(final int length) {
		final float[] mask = new float[length * length];
		for (int row = 0; row < length; row++) {
			for (int column = row + 1; column < length; column++) {
				mask[row * length + column] = -1e9f;
			}
		}
		return graph.floats(mask, 1, 1, length, length);
	}
}
