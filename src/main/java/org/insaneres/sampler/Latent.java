/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.List;

/**
 * A latent picture: channels x height x width numbers, row by row, channel after channel.
 * <p>
 * The small algebra here lets a sampler read like its paper. All operations make a new latent and
 * compute in double per element.
 */
public final class Latent {

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
		final float[] out = new float[data.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) (a * data[i]);
		}
		return with(out);
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
		final float[] out = new float[x.data.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) (a * x.data[i] + b * y.data[i]);
		}
		return x.with(out);
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
		final float[] out = new float[x.data.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) (a * x.data[i] + b * y.data[i] + c * z.data[i]);
		}
		return x.with(out);
	}

	/**
	 * {@code this + weights[0] * others[0] + weights[1] * others[1] + ...} for as many as there are
	 * weights, with one rounding.
	 */
	public Latent plus(final double[] weights, final List<Latent> others) {
		final double[] sum = new double[data.length];
		for (int i = 0; i < sum.length; i++) {
			sum[i] = data[i];
		}
		for (int k = 0; k < weights.length; k++) {
			final float[] other = others.get(k).data;
			for (int i = 0; i < sum.length; i++) {
				sum[i] += weights[k] * other[i];
			}
		}
		final float[] out = new float[sum.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) sum[i];
		}
		return with(out);
	}
}
