/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import org.insaneres.onnx.Tensor;

/**
 * The layer norm at the end of a text encoder, found out from what goes into it and comes out.
 * <p>
 * Exports give inner layers without it, and A1111 applies it to them. Gain and bias of a channel
 * are the line through its values over all tokens, fitted by least squares; exact up to rounding,
 * as the norm is nothing else.
 *
 * @param gain one for each channel
 * @param bias one for each channel
 */
record FinalNorm(double[] gain, double[] bias) {

	private static final double EPSILON = 1e-5;

	/**
	 * @param before tokens x width, the last layer
	 * @param after the same with the norm applied
	 */
	static FinalNorm of(final Tensor before, final Tensor after) {
		final int tokens = before.shape()[0];
		final int width = before.shape()[1];
		final double[] x = normalized(before);
		final double[] gain = new double[width];
		final double[] bias = new double[width];
		for (int c = 0; c < width; c++) {
			double sx = 0;
			double sy = 0;
			for (int t = 0; t < tokens; t++) {
				sx += x[t * width + c];
				sy += after.data()[t * width + c];
			}
			double sxx = 0;
			double sxy = 0;
			for (int t = 0; t < tokens; t++) {
				final double dx = x[t * width + c] - sx / tokens;
				sxx += dx * dx;
				sxy += dx * (after.data()[t * width + c] - sy / tokens);
			}
			gain[c] = sxx > 0 ? sxy / sxx : 1;
			bias[c] = (sy - gain[c] * sx) / tokens;
		}
		return new FinalNorm(gain, bias);
	}

	/** @param hidden tokens x width, any layer */
	Tensor apply(final Tensor hidden) {
		final double[] x = normalized(hidden);
		final float[] out = new float[x.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) (x[i] * gain[i % gain.length] + bias[i % gain.length]);
		}
		return new Tensor(out, hidden.shape());
	}

	private static double[] normalized(final Tensor hidden) {
		final int width = hidden.shape()[1];
		final double[] out = new double[hidden.data().length];
		for (int start = 0; start < out.length; start += width) {
			double mean = 0;
			for (int c = 0; c < width; c++) mean += hidden.data()[start + c] / (double) width;
			double variance = 0;
			for (int c = 0; c < width; c++) {
				out[start + c] = hidden.data()[start + c] - mean;
				variance += out[start + c] * out[start + c] / width;
			}
			for (int c = 0; c < width; c++) out[start + c] /= Math.sqrt(variance + EPSILON);
		}
		return out;
	}
}
