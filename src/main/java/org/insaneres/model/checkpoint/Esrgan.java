/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.onnx.Attribute;

/**
 * Residual blocks in residual blocks with dense connections, then enlarging by two as often as
 * there are convolutions for it (Wang et al. 2018, ESRGAN; 2021, Real-ESRGAN). Networks for less
 * than four times see pictures with squares of pixels stacked as channels.
 * <p>
 * Three generations of key names are known.
 */
final class Esrgan {

	private static final float SLOPE = 0.2F;
	private static final float SHARE = 0.2F;
	private static final int DENSE = 5;

	private final Layers layers;
	private final Weights weights;
	private final Names names;

	/**
	 * What one generation calls the layers.
	 *
	 * @param block of a dense block's convolutions, with places for three numbers
	 * @param counted what a block's names begin with, with a place for its number
	 */
	private record Names(String first, String block, String counted, String trunk,
		List<String> enlarging, String detail, String last) {}

	Esrgan(final Layers layers, final Weights weights) {
		this.layers = layers;
		this.weights = weights;
		names = names(weights);
	}

	static boolean isIn(final Weights weights) {
		return names(weights) != null;
	}

	private static Names names(final Weights weights) {
		if (weights.hasPart("body.0.rdb1")) {
			return new Names("conv_first", "body.%d.rdb%d.conv%d", "body.%d.rdb1", "conv_body",
				numbered(weights, "conv_up"), "conv_hr", "conv_last");
		}
		if (weights.hasPart("RRDB_trunk.0.RDB1")) {
			return new Names("conv_first", "RRDB_trunk.%d.RDB%d.conv%d", "RRDB_trunk.%d.RDB1",
				"trunk_conv", numbered(weights, "upconv"), "HRconv", "conv_last");
		}
		if (weights.hasPart("model.1.sub.0.RDB1")) {
			final List<String> late = new ArrayList<>();
			for (int i = 2; i < 20; i++) {
				if (weights.has("model." + i + ".weight")) late.add("model." + i);
			}
			final int count = late.size();
			if (count < 2) return null;
			return new Names("model.0", "model.1.sub.%d.RDB%d.conv%d.0", "model.1.sub.%d.RDB1",
				null, late.subList(0, count - 2), late.get(count - 2), late.get(count - 1));
		}
		return null;
	}

	private static List<String> numbered(final Weights weights, final String name) {
		final List<String> all = new ArrayList<>();
		while (weights.hasPart(name + (all.size() + 1))) all.add(name + (all.size() + 1));
		return all;
	}

	Feature enlarge(final Feature picture) {
		final Feature first = layers.conv(stacked(picture), names.first);
		Feature x = first;
		int block = 0;
		for (; weights.hasPart(String.format(names.counted, block)); block++) {
			Feature inner = x;
			for (int i = 1; i <= 3; i++) inner = dense(inner, block, i);
			x = layers.add(share(inner), x);
		}
		final String trunk = names.trunk == null ? "model.1.sub." + block : names.trunk;
		x = layers.add(first, layers.conv(x, trunk));
		for (final String name : names.enlarging) x = leaky(layers.conv(layers.twice(x), name));
		return layers.conv(leaky(layers.conv(x, names.detail)), names.last);
	}

	private Feature dense(final Feature input, final int block, final int number) {
		Feature all = input;
		for (int i = 1;; i++) {
			final Feature out = layers.conv(all, String.format(names.block, block, number, i));
			if (i == DENSE) return layers.add(share(out), input);
			all = joined(all, leaky(out));
		}
	}

	private Feature joined(final Feature a, final Feature b) {
		return new Feature(layers.graph().node("Concat", List.of(a.value(), b.value()),
			Attribute.of("axis", 1)), a.channels() + b.channels());
	}

	private Feature share(final Feature x) {
		return new Feature(
			layers.mul(x.value(), layers.graph().floats(new float[]{SHARE}, 1)), x.channels());
	}

	private Feature leaky(final Feature x) {
		return new Feature(layers.graph().node("LeakyRelu", List.of(x.value()),
			Attribute.of("alpha", SLOPE)), x.channels());
	}

	/** Squares of pixels as channels, colour by colour, where the first layer takes so many. */
	private Feature stacked(final Feature picture) {
		final long taken = weights.shape(names.first + ".weight", 4)[1];
		final int side = (int) Math.round(Math.sqrt(taken / (double) picture.channels()));
		final int all = side * side * picture.channels();
		if (side == 1 || all != taken) return picture;
		final String squares = layers.graph().node("SpaceToDepth", List.of(picture.value()),
			Attribute.of("blocksize", side));
		final long[] order = new long[all];
		for (int i = 0; i < all; i++) {
			order[i] = (long) i % (side * side) * picture.channels() + i / (side * side);
		}
		return new Feature(layers.graph().node("Gather",
			List.of(squares, layers.graph().longs(order)), Attribute.of("axis", 1)), all);
	}
}
