/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.insaneres.Refusal;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.SafeTensors.Entry;

/**
 * The tensors of a checkpoint, asked for by name. Nothing is read from the file here but shapes.
 */
final class Weights {

	/** The longest list of numbers that any layer of these families has, with plenty of room. */
	private static final long LONGEST_SIDE = 1 << 20;

	private final SafeTensors file;
	private final NavigableSet<String> names;

	Weights(final SafeTensors file) {
		this.file = file;
		names = new TreeSet<>(file.names());
	}

	Path path() {
		return file.path();
	}

	boolean has(final String name) {
		return file.has(name);
	}

	/** Whether there is any tensor of the given part. */
	boolean hasPart(final String name) {
		final String next = names.ceiling(name + ".");
		return next != null && next.startsWith(name + ".");
	}

	/** The first name that begins and ends so, or null. */
	String first(final String beginning, final String end) {
		for (final String name : names.tailSet(beginning)) {
			if (!name.startsWith(beginning)) return null;
			if (name.endsWith(end)) return name;
		}
		return null;
	}

	/** @throws Refusal if there is no such tensor, or it has no size at all, or holds no fractions */
	long[] shape(final String name) {
		final Entry entry = file.entry(name);
		for (final long side : entry.shape()) {
			if (side < 1 || side > LONGEST_SIDE) throw wrong(name, "is absurd");
		}
		if (!entry.dtype().floating()) {
			throw wrong(name, "holds " + entry.dtype() + " values instead of floating-point ones");
		}
		return entry.shape();
	}

	/** The shape of a tensor that must have so many axes. */
	long[] shape(final String name, final int axes) {
		final long[] shape = shape(name);
		if (shape.length == axes) return shape;
		throw wrong(name, "must have " + axes + " axes");
	}

	Refusal wrong(final String name, final String why) {
		return new Refusal("In the file " + file.path() + " the tensor " + name + " of shape "
			+ (file.has(name) ? Arrays.toString(file.entry(name).shape()) : "[]") + " " + why
			+ ": the file is damaged or of another kind.");
	}
}
