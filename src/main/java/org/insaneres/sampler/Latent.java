/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A latent picture: channels x height x width numbers, row by row, channel after channel.
 * <p>
 * The small algebra here lets a sampler read like its paper. All operations but {@link #become}
 * make a new latent; they compute in float, as PyTorch does, which is as fast as memory.
 */
public final class Latent {

	/** Values that are not worth a thread of their own. */
	private static final int PIECE = 1 << 16;

	private final int channels;
	private final int height;
	private final int width;
	private final float[] data;

	/**
	 * @param data channels x height x width values, kept, not copied
	 * @throws IllegalArgumentException if the length of data is not the product of the sizes
	 */
	public Latent(final int channels, final int height, final int width, final float[] data) {
		if (data.length != Math.multiplyExact(Math.multiplyExact(channels, height), width)) {
			throw new IllegalArgumentException(
				data.length + " values for " + channels + " x " + height + " x " + width);
		}
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.data = data;
	}

	/** A latent of zeros. */
	public Latent(final int channels, final int height, final int width) {
		this(channels, height, width, new float[channels * height * width]);
	}

	public int channels() {
		return channels;
	}

	public int height() {
		return height;
	}

	public int width() {
		return width;
	}

	/** The values themselves, not a copy: channels x height x width. */
	public float[] data() {
		return data;
	}

	/** A latent of the same size holding the given values. */
	public Latent with(final float[] values) {
		return new Latent(channels, height, width, values);
	}

	/** {@code a * this}. */
	public Latent times(final double a) {
		return times(a, new float[data.length]);
	}

	/** {@code a * this}, whose values are written into a given array of the same length. */
	public Latent times(final double a, final float[] room) {
		final float f = (float) a;
		return computed(room, (out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = f * data[i];
			}
		});
	}

	/**
	 * Turns this latent into {@code a * x + b * this}; only for whoever alone holds it.
	 *
	 * @return this latent
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public Latent become(final double a, final Latent x, final double b) {
		requireSameSize(x);
		final float[] values = x.data;
		final float f = (float) a;
		final float g = (float) b;
		computed(data, (out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = f * values[i] + g * out[i];
			}
		});
		return this;
	}

	/** {@code this + b * other}. */
	public Latent plus(final double b, final Latent other) {
		return mix(1, this, b, other);
	}

	/** {@code this - other}. */
	public Latent minus(final Latent other) {
		return mix(1, this, -1, other);
	}

	/**
	 * {@code a * x + b * y}.
	 *
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static Latent mix(final double a, final Latent x, final double b, final Latent y) {
		x.requireSameSize(y);
		final float[] first = x.data;
		final float[] second = y.data;
		final float f = (float) a;
		final float g = (float) b;
		return x.computed((out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = f * first[i] + g * second[i];
			}
		});
	}

	/**
	 * {@code a * x + b * y + c * z}.
	 *
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static Latent mix(final double a, final Latent x, final double b, final Latent y,
		final double c, final Latent z) {
		x.requireSameSize(y);
		x.requireSameSize(z);
		final float[] first = x.data;
		final float[] second = y.data;
		final float[] third = z.data;
		final float f = (float) a;
		final float g = (float) b;
		final float h = (float) c;
		return x.computed((out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = f * first[i] + g * second[i] + h * third[i];
			}
		});
	}

	/**
	 * {@code this + weights[0] * others[0] + weights[1] * others[1] + ...} for as many as there are
	 * weights, with one rounding.
	 */
	public Latent plus(final double[] weights, final List<Latent> others) {
		return computed((out, from, to) -> {
			for (int i = from; i < to; i++) {
				double sum = data[i];
				for (int k = 0; k < weights.length; k++) {
					sum += weights[k] * others.get(k).data[i];
				}
				out[i] = (float) sum;
			}
		});
	}

	private void requireSameSize(final Latent other) {
		if (data.length != other.data.length) {
			throw new IllegalArgumentException("Latents of different size");
		}
	}

	private Latent computed(final Filling filling) {
		return computed(new float[data.length], filling);
	}

	/** A latent of the same size; its values do not depend on the number of threads. */
	private Latent computed(final float[] out, final Filling filling) {
		final int pieces = 1 + data.length / PIECE;
		if (pieces == 1) {
			filling.fill(out, 0, out.length);
		} else {
			IntStream.range(0, pieces).parallel().forEach(
				piece -> filling.fill(out, piece * PIECE, Math.min(out.length, (piece + 1) * PIECE)));
		}
		return with(out);
	}

	/** Computes the values of a range. */
	private interface Filling {

		void fill(float[] out, int from, int to);
	}
}
