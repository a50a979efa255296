/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Monitor;
import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.LoadedWeights;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.SafeTensors.Entry;
import org.insaneres.onnx.Storage;
import org.insaneres.onnx.Winograd;

/**
 * The tensors of a checkpoint that one graph works with: inputs of it, filled from the file when
 * the graph is complete.
 */
final class Constants {

	private final Graph graph;
	private final SafeTensors file;
	private final List<Patch> patches;
	private final boolean compact;
	private final Map<String, String> values = new HashMap<>();
	private final List<Wanted> wanted = new ArrayList<>();

	/**
	 * @param patches changes of the weights
	 * @param compact whether half precision stays so in memory, to be widened at every step
	 */
	Constants(final Graph graph, final SafeTensors file, final List<Patch> patches,
		final boolean compact) {
		this.graph = graph;
		this.file = file;
		this.patches = patches;
		this.compact = compact;
	}

	private record Wanted(Entry entry, long[] shape, Storage storage) {

		long bytes() {
			return switch (storage) {
				case AS_IS -> entry.bytes();
				case FLOAT -> entry.elements() * Float.BYTES;
				case INT8 -> entry.elements() + shape[0] * Float.BYTES;
				case WINOGRAD_2 -> shape[0] * shape[1] * Winograd.TILES_OF_2.places() * Float.BYTES;
				case WINOGRAD_4 -> shape[0] * shape[1] * Winograd.TILES_OF_4.places() * Float.BYTES;
			};
		}
	}

	/** A tensor as 32-bit floats, with other axes over the same numbers. */
	String value(final String name, final long... shape) {
		return values.computeIfAbsent(name, key -> compact && keeps(name)
			? graph.node("Cast", List.of(stored(name, shape)), Attribute.of("to", Graph.FLOAT))
			: input(name, Storage.FLOAT, shape));
	}

	/** A tensor of the type it is stored in, where that can be. */
	String stored(final String name, final long... shape) {
		return input(name, keeps(name) ? Storage.AS_IS : Storage.FLOAT, shape);
	}

	/**
	 * A matrix in eight bits.
	 *
	 * @return its name and that of the scales of its rows, see {@link Storage#INT8}
	 */
	List<String> quantised(final String name, final long rows, final long columns) {
		wanted.add(new Wanted(file.entry(name), new long[]{rows, columns}, Storage.INT8));
		return List.of(graph.input(name, Graph.INT8, columns, rows),
			graph.input(LoadedWeights.scales(name), Graph.FLOAT, rows));
	}

	/** The weights of a convolution of 3 x 3, transformed once or, if compact, at every step. */
	String transformed(final String name, final long out, final long in, final Winograd tiles) {
		if (compact && keeps(name)) {
			return tiles.transform(graph, value(name, out, in, 3, 3));
		}
		wanted.add(new Wanted(file.entry(name), new long[]{out, in, 3, 3}, tiles.storage()));
		return graph.input(name, Graph.FLOAT, tiles.places(), out, in);
	}

	/** Changed weights have no other place than 32-bit floats. */
	private boolean keeps(final String name) {
		return patches(name).isEmpty() && LoadedWeights.keeps(file.entry(name).dtype());
	}

	private List<Patch> patches(final String name) {
		return patches.stream().filter(patch -> patch.tensors().contains(name)).toList();
	}

	private String input(final String name, final Storage storage, final long... shape) {
		final Entry entry = file.entry(name);
		wanted.add(new Wanted(entry, shape, storage));
		return graph.input(name, storage == Storage.FLOAT ? DType.F32 : entry.dtype(), shape);
	}

	/** Names of tensors in the file that the graph has no use for. */
	List<String> unused() {
		final Set<String> unused = new LinkedHashSet<>(file.names());
		wanted.forEach(each -> unused.remove(each.entry().name()));
		return List.copyOf(unused);
	}

	/** Bytes that the weights take in memory. */
	long bytes() {
		return wanted.stream().mapToLong(Wanted::bytes).sum();
	}

	/**
	 * Reads them all.
	 *
	 * @param monitor told how far it is, and asked whether to stop
	 */
	LoadedWeights load(final Monitor monitor, final String what) {
		final LoadedWeights loaded = new LoadedWeights();
		final long all = Math.max(1, bytes());
		long done = 0;
		try {
			for (final Wanted each : wanted) {
				monitor.check();
				monitor.progress((double) done / all, what);
				load(each, loaded);
				done += each.bytes();
			}
			loaded.complete();
			return loaded;
		} catch (final Throwable e) {
			loaded.close();
			throw e;
		}
	}

	private void load(final Wanted each, final LoadedWeights loaded) {
		final Entry entry = each.entry();
		final List<Patch> mine = patches(entry.name());
		if (mine.isEmpty()) {
			loaded.read(file, entry, each.shape(), each.storage());
			return;
		}
		final float[] values = file.read(entry.name());
		mine.forEach(patch -> patch.apply(entry.name(), entry.shape(), values));
		loaded.put(entry.name(), each.storage(), values, each.shape());
	}
}
