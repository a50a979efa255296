/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Element types that floats can be converted to and from. Whole numbers are cut off, not rounded.
 */
enum Element {

	FLOAT32(OnnxJavaType.FLOAT) {

		@Override
		void put(final float[] from, final ByteBuffer to) {
			to.asFloatBuffer().put(from);
		}

		@Override
		void get(final ByteBuffer from, final float[] to) {
			from.asFloatBuffer().get(to);
		}
	},
	FLOAT16(OnnxJavaType.FLOAT16) {

		@Override
		void put(final float[] from, final ByteBuffer to) {
			final ShortBuffer buffer = to.asShortBuffer();
			for (int i = 0; i < from.length; i++) buffer.put(i, Fp16Conversions.floatToFp16(from[i]));
		}

		@Override
		void get(final ByteBuffer from, final float[] to) {
			final ShortBuffer buffer = from.asShortBuffer();
			for (int i = 0; i < to.length; i++) to[i] = Fp16Conversions.fp16ToFloat(buffer.get(i));
		}
	},
	FLOAT64(OnnxJavaType.DOUBLE) {

		@Override
		void put(final float[] from, final ByteBuffer to) {
			final DoubleBuffer buffer = to.asDoubleBuffer();
			for (int i = 0; i < from.length; i++) buffer.put(i, from[i]);
		}

		@Override
		void get(final ByteBuffer from, final float[] to) {
			final DoubleBuffer buffer = from.asDoubleBuffer();
			for (int i = 0; i < to.length; i++) to[i] = (float) buffer.get(i);
		}
	},
	INT32(OnnxJavaType.INT32) {

		@Override
		void put(final float[] from, final ByteBuffer to) {
			final IntBuffer buffer = to.asIntBuffer();
			for (int i = 0; i < from.length; i++) buffer.put(i, (int) from[i]);
		}

		@Override
		void get(final ByteBuffer from, final float[] to) {
			final IntBuffer buffer = from.asIntBuffer();
			for (int i = 0; i < to.length; i++) to[i] = buffer.get(i);
		}
	},
	INT64(OnnxJavaType.INT64) {

		@Override
		void put(final float[] from, final ByteBuffer to) {
			final LongBuffer buffer = to.asLongBuffer();
			for (int i = 0; i < from.length; i++) buffer.put(i, (long) from[i]);
		}

		@Override
		void get(final ByteBuffer from, final float[] to) {
			final LongBuffer buffer = from.asLongBuffer();
			for (int i = 0; i < to.length; i++) to[i] = buffer.get(i);
		}
	};

	private final OnnxJavaType type;

	Element(final OnnxJavaType type) {
		this.type = type;
	}

	/** Writes values from the buffer's position on. */
	abstract void put(float[] from, ByteBuffer to);

	/** Reads as many values as the array holds. */
	abstract void get(ByteBuffer from, float[] to);

	/** A tensor over the buffer's bytes, which must live and stay as they are as long as it does. */
	OnnxTensor over(final ByteBuffer bytes, final int... shape) throws OrtException {
		final long[] sizes = Arrays.stream(shape).asLongStream().toArray();
		return OnnxTensor.createTensor(OnnxRuntime.environment(), bytes, sizes, type);
	}

	/** The values of a tensor of this type. */
	float[] values(final OnnxTensor tensor) {
		// Spares the copy in between
		if (this == FLOAT32) return tensor.getFloatBuffer().array();
		final ByteBuffer bytes = tensor.getByteBuffer();
		final float[] values = new float[bytes.remaining() / size()];
		get(bytes, values);
		return values;
	}

	/** Bytes of one value. */
	int size() {
		return type.size;
	}

	/** A Java type in ONNX's words, such as float32. */
	static String name(final OnnxJavaType type) {
		return switch (type) {
			case FLOAT -> "float32";
			case DOUBLE -> "float64";
			default -> type.name().toLowerCase(Locale.ROOT);
		};
	}

	/** The element type of the given ONNX name, or null if floats cannot be converted to it. */
	static Element named(final String name) {
		for (final Element element : values()) {
			if (element.name().equalsIgnoreCase(name)) return element;
		}
		return null;
	}
}
