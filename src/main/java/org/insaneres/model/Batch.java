/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.insaneres.Refusal;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Tensor;

/** The batch axis, which exists inside networks only, and the health of what comes out of them. */
public final class Batch {

	/** Values that are not worth a thread of their own. */
	private static final int PIECE = 1 << 16;

	private Batch() {}

	/** How many pictures a port takes at once: what its graph fixes, or one. */
	static int size(final Port port) {
		return port.shape().length > 0 && port.shape()[0] > 0 ? port.shape()[0] : 1;
	}

	/** The tensor, count times over along a new first axis; not copied for one. */
	public static Tensor of(final Tensor one, final int count) {
		final int[] shape = new int[one.shape().length + 1];
		shape[0] = count;
		System.arraycopy(one.shape(), 0, shape, 1, shape.length - 1);
		if (count == 1) return new Tensor(one.data(), shape);
		final int length = one.data().length;
		final float[] data = Arrays.copyOf(one.data(), Math.multiplyExact(length, count));
		for (int i = 1; i < count; i++) System.arraycopy(data, 0, data, i * length, length);
		return new Tensor(data, shape);
	}

	/** The first of a batch; not copied for a batch of one. */
	public static Tensor first(final Tensor batch) {
		final int[] shape = Arrays.copyOfRange(batch.shape(), 1, batch.shape().length);
		if (batch.shape()[0] == 1) return new Tensor(batch.data(), shape);
		return new Tensor(Arrays.copyOf(batch.data(), batch.data().length / batch.shape()[0]), shape);
	}

	/**
	 * @param part what gave the values, for the message
	 * @throws Refusal if one is infinite or not a number
	 */
	public static Tensor finite(final Tensor values, final String part) {
		final float[] data = values.data();
		final boolean finite = IntStream.range(0, 1 + data.length / PIECE).parallel()
			.allMatch(i -> finite(data, i * PIECE, Math.min(data.length, (i + 1) * PIECE)));
		if (finite) return values;
		throw new Refusal("The " + part + " of the model returned values that are not numbers (NaN or"
			+ " infinite): it is damaged, or not made for these settings.");
	}

	private static boolean finite(final float[] data, final int from, final int to) {
		// 0 times anything finite is 0
		float a = 0;
		float b = 0;
		int i = from;
		for (; i + 1 < to; i += 2) {
			a += 0 * data[i];
			b += 0 * data[i + 1];
		}
		if (i < to) a += 0 * data[i];
		return a + b == 0;
	}
}
