/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Arrays;

import org.insaneres.onnx.Tensor;

/** Cuts windows out of pictures of channels x height x width and puts results together. */
final class Pixels {

	private Pixels() {}

	/** A window; what lies beyond the end of the picture is mirrored. */
	static Tensor window(final Tensor picture, final int top, final int left, final int height,
		final int width) {
		final int[] shape = picture.shape();
		final float[] out = new float[shape[0] * height * width];
		int i = 0;
		for (int c = 0; c < shape[0]; c++) {
			for (int y = 0; y < height; y++) {
				final int row = (c * shape[1] + mirror(top + y, shape[1])) * shape[2];
				for (int x = 0; x < width; x++) {
					out[i++] = picture.data()[row + mirror(left + x, shape[2])];
				}
			}
		}
		return new Tensor(out, shape[0], height, width);
	}

	/** Reflects at the last pixel, and back again at the first. */
	private static int mirror(final int at, final int size) {
		if (at < size) return at;
		final int period = Math.max(1, 2 * (size - 1));
		final int within = at % period;
		return within < size ? within : period - within;
	}

	/** The part of a window's result that is used, clipped to 0..1. */
	static Tensor used(final Tensor large, final int scale, final Windows.Window down,
		final Windows.Window across) {
		final int height = (down.right() - down.left()) * scale;
		final int width = (across.right() - across.left()) * scale;
		final float[] out = new float[large.shape()[0] * height * width];
		int i = 0;
		for (int c = 0; c < large.shape()[0]; c++) {
			for (int y = 0; y < height; y++) {
				final int row = (c * large.shape()[1] + y + (down.left() - down.start()) * scale) *
					large.shape()[2] + (across.left() - across.start()) * scale;
				for (int x = 0; x < width; x++) {
					out[i++] = Math.max(0, Math.min(1, large.data()[row + x]));
				}
			}
		}
		return new Tensor(out, large.shape()[0], height, width);
	}

	/** One channel, as a picture. */
	static Tensor plane(final Tensor picture, final int channel) {
		final int size = picture.shape()[1] * picture.shape()[2];
		return new Tensor(Arrays.copyOfRange(picture.data(), channel * size, (channel + 1) * size), 1,
			picture.shape()[1], picture.shape()[2]);
	}

	/** Pictures of one channel as one picture. */
	static Tensor join(final Tensor... planes) {
		final int size = planes[0].data().length;
		final float[] data = new float[planes.length * size];
		for (int i = 0; i < planes.length; i++) {
			System.arraycopy(planes[i].data(), 0, data, i * size, size);
		}
		return new Tensor(data, planes.length, planes[0].shape()[1], planes[0].shape()[2]);
	}
}
