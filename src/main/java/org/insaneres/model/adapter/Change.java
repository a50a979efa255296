/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

/** What an adapter adds to the weights of a module, at full strength. */
interface Change {

	/** Rows and columns of the weights it is for, known without reading values. */
	int[] size();

	/** What is added. */
	Matrix read();

	/**
	 * Recognises the kind by the tensors that there are.
	 *
	 * @throws Misfit if a tensor is missing or does not go with the others, or the kind is not known
	 */
	static Change of(final Factors factors) {
		if (factors.has("up") || factors.has("down")) return LowRank.of(factors);
		if (factors.has("hada_w1_a")) return Hadamard.of(factors);
		if (factors.roles().stream().anyMatch(role -> role.startsWith("lokr_"))) {
			return Kronecker.of(factors);
		}
		if (factors.has("diff")) return new Whole(factors, "diff");
		if (factors.has("w_norm")) return new Whole(factors, "w_norm");
		throw new Misfit("this kind of change (" + String.join(", ", factors.roles())
			+ ") is not supported");
	}

	/** Weights that are added as they are. */
	record Whole(Factors factors, String role) implements Change {

		@Override
		public int[] size() {
			return factors.size(role);
		}

		@Override
		public Matrix read() {
			return factors.read(role);
		}
	}
}
