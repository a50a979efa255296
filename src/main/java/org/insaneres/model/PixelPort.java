/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import org.insaneres.Refusal;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Tensor;

/**
 * How a network for pixels wants its picture: rules of chaiNNer (github.com/chaiNNer-org/chaiNNer).
 *
 * @param name of the input
 * @param last whether channels are the last axis (NHWC) and not the second (NCHW)
 * @param channels 3, or 1 for networks that take each colour as a grey picture
 * @param batch pictures at once
 * @param height the only one it takes, or -1
 * @param width the only one it takes, or -1
 */
record PixelPort(String name, boolean last, int channels, int batch, int height, int width) {

	/**
	 * @param model for messages
	 * @throws Refusal if the port takes no picture
	 */
	static PixelPort of(final Port port, final String model) {
		if (!port.type().startsWith("float")) {
			throw new Refusal("The upscaler " + model + " takes values of type " + port.type()
				+ ", and only float types can be given; use another export.");
		}
		final int[] shape = port.shape();
		if (shape.length != 0 && shape.length != 4) throw notPicture(port, model);
		final int second = shape.length == 0 ? -1 : shape[1];
		final boolean last = shape.length == 4 && !isColour(second) && isColour(shape[3]);
		final int stated = shape.length == 0 ? -1 : last ? shape[3] : second;
		if (stated > 0 && !isColour(stated)) throw notPicture(port, model);
		final int channels = stated > 0 ? stated : 3;
		if (shape.length == 0) return new PixelPort(port.name(), false, channels, 1, -1, -1);
		return new PixelPort(port.name(), last, channels, Batch.size(port), shape[last ? 1 : 2],
			shape[last ? 2 : 3]);
	}

	private static boolean isColour(final int channels) {
		return channels == 1 || channels == 3;
	}

	private static Refusal notPicture(final Port port, final String model) {
		return new Refusal("The upscaler " + model + " takes " + port
			+ ", and only networks for pictures of 3 channels, or 1, can be used.");
	}

	boolean fixed() {
		return height > 0 || width > 0;
	}

	/** A picture of channels x height x width in the order of the port. */
	Tensor arrange(final Tensor picture) {
		final Tensor one = last
			? swap(picture, picture.shape()[0], picture.shape()[1],
				picture.shape()[2])
			: picture;
		return Batch.of(one, batch);
	}

	/** The opposite of {@link #arrange}. */
	Tensor restore(final Tensor out) {
		final Tensor one = Batch.first(out);
		final int[] shape = one.shape();
		if (!last || shape.length != 3) return one;
		final float[] data = new float[one.data().length];
		final int plane = shape[0] * shape[1];
		for (int i = 0; i < data.length; i++) {
			data[i % shape[2] * plane + i / shape[2]] = one.data()[i];
		}
		return new Tensor(data, shape[2], shape[0], shape[1]);
	}

	private static Tensor swap(final Tensor picture, final int channels, final int height,
		final int width) {
		final float[] data = new float[picture.data().length];
		final int plane = height * width;
		for (int i = 0; i < data.length; i++) {
			data[i] = picture.data()[i % channels * plane + i / channels];
		}
		return new Tensor(data, height, width, channels);
	}
}
