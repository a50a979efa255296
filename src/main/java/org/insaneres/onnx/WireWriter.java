/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes Protocol Buffers. Format: protobuf.dev, "Encoding". */
final class WireWriter {

	private static final int VARINT = 0;
	private static final int BYTES = 2;
	private static final int FIXED32 = 5;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	WireWriter number(final int field, final long value) {
		varint((long) field << 3 | VARINT);
		varint(value);
		return this;
	}

	WireWriter real(final int field, final float value) {
		varint((long) field << 3 | FIXED32);
		final int bits = Float.floatToIntBits(value);
		for (int shift = 0; shift < 32; shift += 8) out.write(bits >>> shift);
		return this;
	}

	WireWriter text(final int field, final String value) {
		return bytes(field, value.getBytes(StandardCharsets.UTF_8));
	}

	WireWriter bytes(final int field, final byte[] value) {
		varint((long) field << 3 | BYTES);
		varint(value.length);
		out.writeBytes(value);
		return this;
	}

	WireWriter message(final int field, final Consumer<WireWriter> content) {
		final WireWriter inner = new WireWriter();
		content.accept(inner);
		return bytes(field, inner.bytes());
	}

	byte[] bytes() {
		return out.toByteArray();
	}

	private void varint(final long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.write((int) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		out.write((int) rest);
	}
}
