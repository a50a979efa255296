/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.platform.Fp16Conversions;

import java.nio.ByteBuffer;

/** Element types of a safetensors file, with their names there; all little-endian. */
public enum DType {

	BOOL(1),
	U8(1),
	I8(1),
	F8_E5M2(1),
	F8_E4M3(1), //
	I16(2),
	U16(2),
	F16(2),
	BF16(2), //
	I32(4),
	U32(4),
	F32(4), //
	I64(8),
	U64(8),
	F64(8);

	private final int size;

	DType(final int size) {
		this.size = size;
	}

	/** Bytes of one value. */
	public int size() {
		return size;
	}

	/** Whether the values are fractions, of whatever width. */
	public boolean floating() {
		return switch (this) {
			case F8_E5M2, F8_E4M3, F16, BF16, F32, F64 -> true;
			default -> false;
		};
	}

	/**
	 * Number of the type in ONNX's TensorProto.DataType.
	 *
	 * @throws IllegalArgumentException for types without fractions
	 */
	int onnx() {
		return switch (this) {
			case F32 -> 1;
			case F16 -> 10;
			case F64 -> 11;
			case BF16 -> 16;
			case F8_E4M3 -> 17;
			case F8_E5M2 -> 19;
			default -> throw new IllegalArgumentException("Not a fraction: " + this);
		};
	}

	/**
	 * The next value as a float, the nearest one where it has more digits. Unsigned 64-bit numbers
	 * are taken as signed ones.
	 *
	 * @param from in little-endian order
	 */
	float next(final ByteBuffer from) {
		return switch (this) {
			case BOOL -> from.get() == 0 ? 0 : 1;
			case U8 -> Byte.toUnsignedInt(from.get());
			case I8 -> from.get();
			// A half without the last eight bits of its fraction
			case F8_E5M2 -> Fp16Conversions.fp16ToFloat((short) (from.get() << 8));
			case F8_E4M3 -> eightBits(from.get());
			case I16 -> from.getShort();
			case U16 -> Short.toUnsignedInt(from.getShort());
			case F16 -> Fp16Conversions.fp16ToFloat(from.getShort());
			case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
			case I32 -> from.getInt();
			case U32 -> Integer.toUnsignedLong(from.getInt());
			case F32 -> from.getFloat();
			case I64, U64 -> from.getLong();
			case F64 -> (float) from.getDouble();
		};
	}

	/** Four bits of exponent with bias 7, three of fraction, no infinity (OCP FP8, 2023). */
	private static float eightBits(final byte bits) {
		final int exponent = bits >> 3 & 15;
		final int fraction = bits & 7;
		final float size;
		if (exponent == 15 && fraction == 7) size = Float.NaN;
		else if (exponent == 0) size = Math.scalb((float) fraction, -9);
		else size = Math.scalb((float) (8 + fraction), exponent - 10);
		return bits < 0 ? -size : size;
	}
}
