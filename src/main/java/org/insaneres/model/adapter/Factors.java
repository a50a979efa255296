/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.SafeTensors.Entry;

/** The tensors that an adapter's file has for one module, by their role. */
final class Factors {

	private static final int LONGEST_SIDE = 1 << 24;

	private final SafeTensors file;
	private final PeftMetadata metadata;
	private final String module;
	private final Map<String, Entry> entries = new LinkedHashMap<>();

	/** @param metadata for what no tensor says */
	Factors(final SafeTensors file, final String module, final PeftMetadata metadata) {
		this.file = file;
		this.module = module;
		this.metadata = metadata;
	}

	void put(final String role, final String name) {
		entries.put(role, file.entry(name));
	}

	Set<String> roles() {
		return entries.keySet();
	}

	boolean has(final String role) {
		return entries.containsKey(role);
	}

	private Entry entry(final String role) {
		final Entry entry = entries.get(role);
		if (entry == null) throw new Misfit("its part " + role + " is missing");
		for (final long side : entry.shape()) {
			if (side > LONGEST_SIDE) throw new Misfit(role + " is absurdly large");
		}
		if (entry.elements() > Integer.MAX_VALUE - 8) throw new Misfit(role + " is too large");
		return entry;
	}

	/** Rows, and values in each. */
	int[] size(final String role) {
		final long[] shape = entry(role).shape();
		final long rows = shape.length == 0 ? 1 : shape[0];
		final long columns = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
		return new int[]{(int) rows, (int) columns};
	}

	/** Size of an axis; 1 for those that the tensor lacks. */
	int side(final String role, final int axis) {
		final long[] shape = entry(role).shape();
		return axis < shape.length ? (int) shape[axis] : 1;
	}

	/** As a matrix, in which all axes behind the first are one. */
	Matrix read(final String role) {
		final int[] size = size(role);
		return new Matrix(size[0], size[1], file.read(entry(role).name()));
	}

	/** The factor that a file gives for its rank: 1 where it gives none. */
	double scale(final int rank) {
		if (rank < 1) throw new Misfit("it has rank 0");
		if (!has("alpha")) return metadata.scale(module, rank);
		if (entry("alpha").elements() != 1) throw new Misfit("alpha is no single number");
		return file.read(entry("alpha").name())[0] / (double) rank;
	}
}
