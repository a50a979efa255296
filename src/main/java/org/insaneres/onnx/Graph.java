/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX graph in the making, for
 * {@link Session#open(String, byte[], java.nio.file.Path, Options)}.
 *
 * <pre>
 * Graph graph = new Graph("twice");
 * String x = graph.input("x", Graph.FLOAT, 1, -1);
 * graph.output("y", Graph.FLOAT, graph.node("Add", List.of(x, x)));
 * byte[] model = graph.bytes();
 * </pre>
 *
 * Values are called by names that the methods return. Format: onnx.proto of ONNX, operator set 20,
 * and the operators of ONNX Runtime in the domain com.microsoft.
 */
public final class Graph {

	/** TensorProto.DataType of 32-bit floats. */
	public static final int FLOAT = 1;
	/** TensorProto.DataType of 8-bit whole numbers with a sign. */
	public static final int INT8 = 3;
	/** TensorProto.DataType of 64-bit whole numbers. */
	public static final int INT64 = 7;

	private static final int IR_VERSION = 9;
	private static final int OPSET = 20;
	private static final String MICROSOFT = "com.microsoft";

	private final WireWriter content = new WireWriter();
	private int count;

	/** @param name for messages only */
	public Graph(final String name) {
		content.text(2, name);
	}

	/**
	 * Declares an input.
	 *
	 * @param sides sizes of the axes, -1 where free
	 * @return the name
	 */
	public String input(final String name, final int type, final long... sides) {
		content.message(11, port -> port(port, name, type, sides));
		return name;
	}

	/** Declares an input for the weights of {@link LoadedWeights}, of their type in the file. */
	public String input(final String name, final DType type, final long... sides) {
		return input(name, type.onnx(), sides);
	}

	/** Declares an input of any shape and returns its name. */
	String anyInput(final String name, final int type) {
		content.message(11, port -> anyPort(port, name, type));
		return name;
	}

	private static void anyPort(final WireWriter port, final String name, final int type) {
		port.text(1, name).message(2, kind -> kind.message(1, tensor -> tensor.number(1, type)));
	}

	/** Gives a value to the outside under the given name, with axes of any size. */
	public void output(final String name, final int type, final String value) {
		content.message(1, node -> node.text(1, value).text(2, name).text(4, "Identity"));
		content.message(12, port -> anyPort(port, name, type));
	}

	private void port(final WireWriter port, final String name, final int type,
		final long... sides) {
		port.text(1, name).message(2, kind -> kind.message(1, tensor -> {
			tensor.number(1, type).message(2, shape -> {
				for (int i = 0; i < sides.length; i++) {
					final long side = sides[i];
					final String symbol = name + "_" + i;
					shape.message(1, axis -> {
						if (side < 0) axis.text(2, symbol);
						else axis.number(1, side);
					});
				}
			});
		}));
	}

	/** Adds a node of the standard operators and returns its output. */
	public String node(final String operator, final List<String> inputs,
		final Attribute... attributes) {
		return nodes("", operator, inputs, 1, attributes).get(0);
	}

	/** Adds a node of the operators of ONNX Runtime and returns its output. */
	public String microsoft(final String operator, final List<String> inputs,
		final Attribute... attributes) {
		return nodes(MICROSOFT, operator, inputs, 1, attributes).get(0);
	}

	/** Adds a node of the standard operators with several outputs and returns them. */
	public List<String> split(final String operator, final List<String> inputs, final int outputs,
		final Attribute... attributes) {
		return nodes("", operator, inputs, outputs, attributes);
	}

	private List<String> nodes(final String domain, final String operator,
		final List<String> inputs, final int outputs, final Attribute... attributes) {
		final List<String> names = new ArrayList<>();
		for (int i = 0; i < outputs; i++) names.add(fresh());
		content.message(1, node -> {
			inputs.forEach(input -> node.text(1, input));
			names.forEach(name -> node.text(2, name));
			node.text(4, operator).text(7, domain);
			for (final Attribute attribute : attributes) attribute.write(node);
		});
		return names;
	}

	/** A constant of floats. */
	public String floats(final float[] values, final long... shape) {
		final ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES)
			.order(ByteOrder.LITTLE_ENDIAN);
		raw.asFloatBuffer().put(values);
		return constant(FLOAT, raw.array(), shape);
	}

	/** A constant list of whole numbers. */
	public String longs(final long... values) {
		final ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES)
			.order(ByteOrder.LITTLE_ENDIAN);
		raw.asLongBuffer().put(values);
		return constant(INT64, raw.array(), values.length);
	}

	private String constant(final int type, final byte[] raw, final long... shape) {
		final String name = fresh();
		content.message(5, tensor -> tensor(tensor, name, type, shape).bytes(9, raw));
		return name;
	}

	private static WireWriter tensor(final WireWriter tensor, final String name, final int type,
		final long... shape) {
		for (final long side : shape) tensor.number(1, side);
		return tensor.number(2, type).text(8, name);
	}

	private String fresh() {
		return "v" + count++;
	}

	/** The model as an ONNX file has it. */
	public byte[] bytes() {
		return new WireWriter().number(1, IR_VERSION).text(2, "InsaneRes").bytes(7, content.bytes())
			.message(8, set -> set.text(1, "").number(2, OPSET))
			.message(8, set -> set.text(1, MICROSOFT).number(2, 1)).bytes();
	}
}
