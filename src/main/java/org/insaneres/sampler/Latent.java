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
 * The small algebra here lets a sampler read like its paper. All operations make a new latent and
 * compute in double per element.
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
		return computed((out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = (float) (a * data[i]);
			}
		});
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
		if (x.data.length != y.data.length) {
			throw new IllegalArgumentException("Latents of different size");
		}
		return x.computed((out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = (float) (a * x.data[i] + b * y.data[i]);
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
		if (x.data.length != y.data.length || x.data.length != z.data.length) {
			throw new IllegalArgumentException("Latents of different size");
		}
		return x.computed((out, from, to) -> {
			for (int i = from; i < to; i++) {
				out[i] = (float) (a * x.data[i] + b * y.data[i] + c * z.data[i]);
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

	/** A latent of the same size; its values do not depend on the number of threads. */
	private Latent computed(final Filling filling) {
		final float[] out = new float[data.length];
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
