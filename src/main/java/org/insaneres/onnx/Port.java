/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.util.Arrays;

/**
 * An input or output of a graph.
 *
 * @param name as the graph calls it
 * @param type element type in ONNX's words: float32, float16, float64, int32, int64 ...
 * @param shape sizes of the axes, -1 where free; empty for a scalar or where the graph says nothing
 */
public record Port(String name, String type, int... shape) {

	/** Names of TensorProto.DataType, in its order. */
	private static final String[] TYPES = {"unknown", "float32", "uint8", "int8", "uint16", "int16",
		"int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "complex64",
		"complex128", "bfloat16"};

	/** @param code a TensorProto.DataType */
	static String type(final long code) {
		return code >= 0 && code < TYPES.length ? TYPES[(int) code] : "type " + code;
	}

	/** Whether its values are whole numbers. */
	public boolean integral() {
		return type.startsWith("int") || type.startsWith("uint");
	}

	/** Whether a tensor of the given shape fits the declared one. */
	public boolean accepts(final int... sizes) {
		if (shape.length == 0) return true;
		if (sizes.length != shape.length) return false;
		for (int i = 0; i < shape.length; i++) {
			if (shape[i] >= 0 && shape[i] != sizes[i]) return false;
		}
		return true;
	}

	/** Such as {@code sample float32 [?, 4, ?, ?]}. */
	@Override
	public String toString() {
		return name + " " + type + " " + Arrays.toString(shape).replace("-1", "?");
	}
}
