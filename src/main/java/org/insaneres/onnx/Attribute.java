/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.util.function.Consumer;

/** A fixed setting of a node in a {@link Graph}. */
public final class Attribute {

	// Numbers of AttributeProto.AttributeType
	private static final int FLOAT = 1;
	private static final int INT = 2;
	private static final int STRING = 3;
	private static final int INTS = 7;

	private final Consumer<WireWriter> content;

	private Attribute(final String name, final int type, final Consumer<WireWriter> value) {
		content = out -> {
			out.text(1, name).number(20, type);
			value.accept(out);
		};
	}

	/** A whole number. */
	public static Attribute of(final String name, final long value) {
		return new Attribute(name, INT, out -> out.number(3, value));
	}

	/** A real number. */
	public static Attribute of(final String name, final float value) {
		return new Attribute(name, FLOAT, out -> out.real(2, value));
	}

	/** A word. */
	public static Attribute of(final String name, final String value) {
		return new Attribute(name, STRING, out -> out.text(4, value));
	}

	/** Several whole numbers. */
	public static Attribute list(final String name, final long... values) {
		return new Attribute(name, INTS, out -> {
			for (final long value : values) out.number(8, value);
		});
	}

	void write(final WireWriter node) {
		node.message(5, content);
	}
}
