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

	/** Puts the used part of one window's result, clipped to 0..1, to its place. */
	static void paste(final Tensor large, final int scale, final Windows rows, final int row,
		final Windows columns, final int column, final Tensor out) {
		final int height = out.shape()[1];
		final int width = out.shape()[2];
		final int left = columns.cuts().get(column) * scale;
		final int right = columns.cuts().get(column + 1) * scale;
		for (int c = 0; c < out.shape()[0]; c++) {
			for (int y = rows.cuts().get(row) * scale; y < rows.cuts().get(row + 1) * scale; y++) {
				final int from = (c * large.shape()[1] + y - rows.starts().get(row) * scale)
					* large.shape()[2] - columns.starts().get(column) * scale;
				final int to = (c * height + y) * width;
				for (int x = left; x < right; x++) {
					out.data()[to + x] = Math.max(0, Math.min(1, large.data()[from + x]));
				}
			}
		}
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
