/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.insaneres.Refusal;

/** Native memory through which a session's values go in and out, kept from run to run. */
final class Staging {

	private final Map<String, ByteBuffer> buffers = new HashMap<>();

	/**
	 * @param name of the input or output
	 * @return exactly that many bytes in native order, with the content of an earlier run
	 */
	ByteBuffer room(final String name, final long bytes) {
		final ByteBuffer kept = buffers.get(name);
		final ByteBuffer buffer = kept != null && kept.capacity() >= bytes ? kept : grow(name, bytes);
		return buffer.slice(0, (int) bytes).order(ByteOrder.nativeOrder());
	}

	private ByteBuffer grow(final String name, final long bytes) {
		buffers.remove(name);
		try {
			final ByteBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
			buffers.put(name, buffer);
			return buffer;
		} catch (OutOfMemoryError | ArithmeticException e) {
			throw new Refusal("There is not enough memory for '" + name + "' (" + (bytes >> 20)
				+ " MB); use smaller tiles or close other pictures.", e);
		}
	}
}
