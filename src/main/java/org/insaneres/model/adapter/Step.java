/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import org.insaneres.onnx.SafeTensors;

/**
 * One change at one place, at some strength.
 *
 * @param decomposition of what is changed, or null
 */
record Step(Change change, Decomposition decomposition, Place place, double strength) {

	/** @throws Misfit if the change is for weights of another size */
	static Step of(final Factors factors, final Change change, final Place place,
		final SafeTensors checkpoint, final double strength) {
		final int[] weights = place.size(checkpoint.entry(place.tensor()).shape());
		final int[] size = change.size();
		final boolean flat = weights[1] == 1 && size[0] * size[1] == weights[0];
		if (!flat && (size[0] != weights[0] || size[1] != weights[1])) {
			throw new Misfit("it is for weights of " + size[0] + " x " + size[1]
				+ ", and the model's are " + weights[0] + " x " + weights[1]);
		}
		return new Step(change, factors.has(Decomposition.ROLE)
			? Decomposition.of(factors, weights)
			: null, place, strength);
	}

	/**
	 * @param shape of the whole tensor
	 * @param weights of the whole tensor, changed in place
	 * @return whether what was added is finite
	 */
	boolean apply(final long[] shape, final float[] weights) {
		final Matrix own = place.take(shape, weights);
		final Matrix read = change.read();
		final Matrix added = new Matrix(own.rows(), own.columns(), read.data());
		final Matrix change = decomposition == null ? added : decomposition.instead(own, added);
		own.add(strength, change);
		place.put(own, weights);
		return change.finite();
	}
}
