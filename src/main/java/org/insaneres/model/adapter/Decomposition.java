/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/**
 * Weights taken apart into direction, which a change turns, and length, which the adapter gives
 * (Liu et al. 2024, DoRA): for each channel that goes in (1 x in), as LyCORIS and A1111 do, or for
 * each that comes out, as PEFT does.
 *
 * @param factors with the lengths
 * @param rows of the weights
 * @param columns of the weights
 * @param kernel values of a row with one length where they are for what goes in; 0 otherwise
 */
record Decomposition(Factors factors, int rows, int columns, int kernel) {

	/** Role of the lengths. */
	static final String ROLE = "dora_scale";

	/**
	 * @param size rows and columns of the weights
	 * @throws Misfit if there are not as many lengths as channels
	 */
	static Decomposition of(final Factors factors, final int[] size) {
		final int[] lengths = factors.size(ROLE);
		final boolean incoming = lengths[0] == 1 && lengths[1] > 1;
		final int count = lengths[0] * lengths[1];
		if (incoming ? size[1] % count != 0 : size[0] != count) {
			throw new Misfit("it has lengths for " + count + " channels, and the weights are "
				+ size[0] + " x " + size[1]);
		}
		return new Decomposition(factors, size[0], size[1], incoming ? size[1] / count : 0);
	}

	/**
	 * @param weights of the module
	 * @param change added to them
	 * @return what to add instead
	 */
	Matrix instead(final Matrix weights, final Matrix change) {
		final float[] lengths = factors.read(ROLE).data();
		final Matrix merged = new Matrix(rows, columns, weights.data().clone());
		merged.add(1, change);
		final double[] squares = new double[lengths.length];
		for (int i = 0; i < merged.data().length; i++) {
			final double value = merged.data()[i];
			squares[channel(i)] += value * value;
		}
		for (int i = 0; i < merged.data().length; i++) {
			final double length = Math.sqrt(squares[channel(i)]);
			if (length > 0) merged.data()[i] *= (float) (lengths[channel(i)] / length);
		}
		merged.add(-1, weights);
		return merged;
	}

	private int channel(final int i) {
		return kernel > 0 ? i % columns / kernel : i / columns;
	}
}
