/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Arrays;

import org.insaneres.Refusal;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Tensor;

/** The batch axis, which exists inside networks only, and the health of what comes out of them. */
public final class Batch {

	/** Sums at once. */
	private static final int LANES = 1 << 10;

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
		// 0 times anything finite is 0; side by side the sums are vectors of the processor
		final float[] sums = new float[Math.min(LANES, data.length)];
		int i = 0;
		for (; i + sums.length <= data.length && sums.length > 0; i += sums.length) {
			for (int k = 0; k < sums.length; k++) {
				sums[k] += 0 * data[i + k];
			}
		}
		float rest = 0;
		for (; i < data.length; i++) {
			rest += 0 * data[i];
		}
		for (final float sum : sums) {
			rest += sum;
		}
		if (rest == 0) return values;
		throw new Refusal("The " + part + " of the model returned values that are not numbers (NaN or"
			+ " infinite): it is damaged, or not made for these settings.");
	}
}
