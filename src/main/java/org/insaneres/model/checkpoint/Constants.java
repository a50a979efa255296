/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.SafeTensors.Entry;
import org.insaneres.onnx.Tensor;

/**
 * The tensors of a checkpoint as constants of one graph: left in the file, unless something changes
 * them.
 */
final class Constants {

	private final Graph graph;
	private final SafeTensors file;
	private final String location;
	private final List<Patch> patches;
	private final Map<String, String> values = new HashMap<>();
	private final Map<String, Tensor> changed = new HashMap<>();

	/** @param location name of the file itself, behind all links */
	Constants(final Graph graph, final SafeTensors file, final String location,
		final List<Patch> patches) {
		this.graph = graph;
		this.file = file;
		this.location = location;
		this.patches = patches;
	}

	/** Tensors that are not as in the file, by the names of the graph. */
	Map<String, Tensor> changed() {
		return changed;
	}

	/** A tensor as floats, with other axes over the same numbers. */
	String value(final String name, final long... shape) {
		return values.computeIfAbsent(name, key -> {
			final String stored = stored(name, shape);
			return changed.containsKey(name) || file.entry(name).dtype() == DType.F32
				? stored
				: graph.node("Cast", List.of(stored), Attribute.of("to", Graph.FLOAT));
		});
	}

	/** A tensor as it is stored. */
	String stored(final String name, final long... shape) {
		final Entry entry = file.entry(name);
		final List<Patch> mine = patches.stream().filter(patch -> patch.tensors().contains(name))
			.toList();
		if (!mine.isEmpty()) {
			final float[] weights = file.read(name);
			mine.forEach(patch -> patch.apply(name, entry.shape(), weights));
			changed.put(name,
				new Tensor(weights, Arrays.stream(shape).mapToInt(Math::toIntExact).toArray()));
		}
		return graph.external(name, mine.isEmpty() ? type(entry.dtype()) : Graph.FLOAT, shape,
			location, entry.offset(), entry.bytes());
	}

	private static int type(final DType dtype) {
		return switch (dtype) {
			case F32 -> 1;
			case F16 -> 10;
			case F64 -> 11;
			case BF16 -> 16;
			case F8_E4M3 -> 17;
			case F8_E5M2 -> 19;
			default -> throw new IllegalArgumentException("Not a fraction: " + dtype);
		};
	}
}
