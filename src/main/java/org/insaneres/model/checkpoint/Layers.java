/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Winograd;

/**
 * The layers that diffusion models are made of, each with the weights of the given name. Pictures
 * are 1 x channels x height x width, texts 1 x tokens x channels.
 */
final class Layers {

	private static final int GROUPS = 32;

	/** With fewer channels transforming tiles takes longer than it saves. */
	private static final int WORTH_TILES = 32;

	private final Graph graph;
	private final Weights weights;
	private final Constants constants;
	private final Attention attention;
	private final Convolution convolution;
	private final Map<String, String> filters = new HashMap<>();

	Layers(final Graph graph, final Weights weights, final Constants constants,
		final Attention attention, final Convolution convolution) {
		this.graph = graph;
		this.weights = weights;
		this.constants = constants;
		this.attention = attention;
		this.convolution = convolution;
	}

	Graph graph() {
		return graph;
	}

	Weights weights() {
		return weights;
	}

	/** A tensor as floats, with other axes over the same numbers. */
	String value(final String name, final long... shape) {
		return constants.value(name, shape);
	}

	/** A matrix whose rows are looked up, as it is stored. */
	String rows(final String name) {
		return constants.stored(name, weights.shape(name, 2));
	}

	/** A convolution that keeps the size. */
	Feature conv(final Feature x, final String name) {
		final long[] shape = weights.shape(name + ".weight", 4);
		if (shape[2] != shape[3] || shape[2] % 2 == 0) {
			throw weights.wrong(name + ".weight", "must have a square window with a middle");
		}
		final long edge = shape[2] / 2;
		return conv(x, name, 1, edge, edge, edge, edge);
	}

	/** The same, by tiles if that is faster and the window is one of 3 x 3. */
	Feature conv(final Feature x, final String name, final Winograd tiles) {
		final long[] shape = weights.shape(name + ".weight", 4);
		if (shape[2] != 3 || shape[3] != 3 || Math.min(shape[0], shape[1]) < WORTH_TILES
			|| convolution == Convolution.PLAIN) {
			return conv(x, name);
		}
		require(name + ".weight", shape[1], x.channels());
		final int out = channels(name, shape[0]);
		final String filter = filters.computeIfAbsent(tiles + " " + x.channels(),
			key -> tiles.filters(graph, x.channels()));
		final String mixed = tiles.convolve(graph, x.value(), x.channels(), filter,
			convolution == Convolution.TILED
				? constants.transformed(name + ".weight", shape[0], shape[1], tiles)
				: tiles.transform(graph, value(name + ".weight", shape)),
			out);
		return new Feature(
			weights.has(name + ".bias") ? add(mixed, plane(name + ".bias", out)) : mixed, out);
	}

	/** A convolution, with a bias if the file has one. @param pads top, left, bottom, right */
	Feature conv(final Feature x, final String name, final int stride, final long... pads) {
		final long[] shape = weights.shape(name + ".weight", 4);
		require(name + ".weight", shape[1], x.channels());
		final List<String> inputs = new ArrayList<>(
			List.of(x.value(), value(name + ".weight", shape)));
		if (weights.has(name + ".bias")) inputs.add(vector(name + ".bias", shape[0]));
		final String out = graph.node("Conv", inputs,
			Attribute.list("pads", pads), Attribute.list("strides", stride, stride));
		return new Feature(out, channels(name, shape[0]));
	}

	/** A linear map of the channels of tokens; convolutions of size 1 are that as well. */
	Feature linear(final Feature x, final String name) {
		return linear(x, name + ".weight", name + ".bias");
	}

	/** A linear map whose bias is left out where the file has none. */
	Feature linear(final Feature x, final String weight, final String bias) {
		final long[] shape = matrix(weight, x);
		final String matrix = graph.node("Transpose",
			List.of(value(weight, shape[0], shape[1])), Attribute.list("perm", 1, 0));
		final String product = graph.node("MatMul", List.of(x.value(), matrix));
		return new Feature(
			weights.has(bias) ? add(product, vector(bias, shape[0])) : product,
			channels(weight, shape[0]));
	}

	/**
	 * A linear map in whole numbers: weights of 8 bits, and 8 bits for what comes in, by its range.
	 */
	Feature coarse(final Feature x, final String name) {
		final String weight = name + ".weight";
		final long[] shape = matrix(weight, x);
		final List<String> inputs = new ArrayList<>(List.of(x.value()));
		inputs.addAll(constants.quantised(weight, shape[0], shape[1]));
		if (weights.has(name + ".bias")) {
			inputs.addAll(List.of("", vector(name + ".bias", shape[0])));
		}
		return new Feature(graph.microsoft("DynamicQuantizeMatMul", inputs),
			channels(weight, shape[0]));
	}

	/** Shape of a matrix that can be applied to tokens. */
	private long[] matrix(final String name, final Feature x) {
		final long[] shape = weights.shape(name);
		if (shape.length < 2 || Arrays.stream(shape).skip(2).anyMatch(side -> side != 1)) {
			throw weights.wrong(name, "is no matrix");
		}
		require(name, shape[1], x.channels());
		return shape;
	}

	/** Group normalisation of a picture (Wu and He 2018) in 32 groups. */
	Feature groupNorm(final Feature x, final String name, final double epsilon) {
		if (x.channels() % GROUPS != 0) {
			throw weights.wrong(name + ".weight", "must have a multiple of " + GROUPS + " channels");
		}
		final float[] ones = new float[GROUPS];
		Arrays.fill(ones, 1);
		final String grouped = graph.node("Reshape",
			List.of(x.value(), graph.longs(0, GROUPS, -1)));
		final String normal = graph.node("InstanceNormalization",
			List.of(grouped, graph.floats(ones, GROUPS), graph.floats(new float[GROUPS], GROUPS)),
			Attribute.of("epsilon", (float) epsilon));
		final String back = graph.node("Reshape", List.of(normal, shapeOf(x.value())));
		return new Feature(
			add(mul(back, plane(name + ".weight", x.channels())), plane(name + ".bias", x.channels())),
			x.channels());
	}

	/** Layer normalisation of tokens (Ba et al. 2016). */
	Feature layerNorm(final Feature x, final String name) {
		return new Feature(graph.node("LayerNormalization",
			List.of(x.value(), vector(name + ".weight", x.channels()),
				vector(name + ".bias", x.channels())),
			Attribute.of("axis", -1), Attribute.of("epsilon", 1e-5f)), x.channels());
	}

	/** Attention of several heads. */
	Feature attention(final Feature q, final Feature k, final Feature v, final int heads,
		final String bias) {
		if (q.channels() % heads != 0 || q.channels() != k.channels()
			|| v.channels() % heads != 0) {
			throw new Refusal("The file " + weights.path() + " has an attention of " + q.channels()
				+ ", " + k.channels() + " and " + v.channels() + " channels, which cannot be divided into "
				+ heads + " heads: it is damaged or of an unknown kind.");
		}
		return new Feature(attention.of(graph, q, k, v, heads, bias), v.channels());
	}

	/** x times the logistic function of x. */
	Feature silu(final Feature x) {
		return new Feature(mul(x.value(), graph.node("Sigmoid", List.of(x.value()))), x.channels());
	}

	Feature add(final Feature a, final Feature b) {
		if (a.channels() == b.channels()) {
			return new Feature(add(a.value(), b.value()), a.channels());
		}
		throw new Refusal("The file " + weights.path() + " adds " + a.channels() + " and "
			+ b.channels() + " channels: a layer is missing or damaged.");
	}

	String add(final String a, final String b) {
		return graph.node("Add", List.of(a, b));
	}

	String mul(final String a, final String b) {
		return graph.node("Mul", List.of(a, b));
	}

	/** A picture's pixels as tokens, row by row. */
	Feature tokens(final Feature picture) {
		final String flat = graph.node("Reshape",
			List.of(picture.value(), graph.longs(0, 0, -1)));
		return new Feature(graph.node("Transpose", List.of(flat), Attribute.list("perm", 0, 2, 1)),
			picture.channels());
	}

	/** Tokens as the pixels of a picture of the size of another. */
	Feature picture(final Feature tokens, final Feature like) {
		final String columns = graph.node("Transpose", List.of(tokens.value()),
			Attribute.list("perm", 0, 2, 1));
		return new Feature(graph.node("Reshape", List.of(columns, shapeOf(like.value()))),
			tokens.channels());
	}

	/** Height and width of a picture, as a list. */
	String size(final Feature picture) {
		return graph.node("Shape", List.of(picture.value()), Attribute.of("start", 2));
	}

	/** Enlarges a picture by repeating pixels. @param size height and width, as a list */
	Feature resize(final Feature picture, final String size) {
		final String sizes = graph.node("Concat",
			List.of(graph.node("Shape", List.of(picture.value()), Attribute.of("end", 2)), size),
			Attribute.of("axis", 0));
		return new Feature(
			graph.node("Resize", List.of(picture.value(), "", "", sizes),
				Attribute.of("mode", "nearest"),
				Attribute.of("coordinate_transformation_mode", "asymmetric"),
				Attribute.of("nearest_mode", "floor")),
			picture.channels());
	}

	/** Doubles a picture's sides by repeating pixels. */
	Feature twice(final Feature picture) {
		return resize(picture,
			graph.node("Mul", List.of(size(picture), graph.longs(2))));
	}

	private String shapeOf(final String value) {
		return graph.node("Shape", List.of(value));
	}

	private String vector(final String name, final long size) {
		return checked(name, size, size);
	}

	/** One number for each channel, for all pixels. */
	private String plane(final String name, final long size) {
		return checked(name, size, size, 1, 1);
	}

	private String checked(final String name, final long size, final long... as) {
		require(name, weights.shape(name, 1)[0], size);
		return value(name, as);
	}

	private void require(final String name, final long actual, final long expected) {
		if (actual != expected) {
			throw weights.wrong(name, "must be for " + expected + " channels");
		}
	}

	private int channels(final String name, final long count) {
		if (count <= Short.MAX_VALUE * 4) return (int) count;
		throw weights.wrong(name, "has absurdly many channels");
	}
}
