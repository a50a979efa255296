/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;

import org.insaneres.onnx.Attribute;

/**
 * Convolutions in a row, whose last one makes a square of pixels out of each, added to the picture
 * enlarged by repeating (Wang et al. 2021, Real-ESRGAN: SRVGGNetCompact).
 */
final class Compact {

	private static final String BODY = "body.";

	private final Layers layers;
	private final Weights weights;

	Compact(final Layers layers, final Weights weights) {
		this.layers = layers;
		this.weights = weights;
	}

	static boolean isIn(final Weights weights) {
		return weights.has(BODY + "0.weight") && weights.has(BODY + "1.weight")
			&& weights.shape(BODY + "1.weight").length == 1;
	}

	Feature enlarge(final Feature picture) {
		Feature x = picture;
		for (int i = 0; weights.has(BODY + i + ".weight"); i++) {
			final String name = BODY + i;
			x = weights.shape(name + ".weight").length == 1 ? slopes(x, name) : layers.conv(x, name);
		}
		final int scale = (int) Math.round(Math.sqrt(x.channels() / (double) picture.channels()));
		if (scale * scale * picture.channels() != x.channels()) {
			throw weights.wrong(BODY + "0.weight", "begins a network that ends in " + x.channels()
				+ " channels, which are no squares of pixels");
		}
		final Feature detail = new Feature(layers.graph().node("DepthToSpace", List.of(x.value()),
			Attribute.of("blocksize", scale), Attribute.of("mode", "CRD")), picture.channels());
		return layers.add(detail, layers.resize(picture, layers.graph().node("Mul",
			List.of(layers.size(picture), layers.graph().longs(scale)))));
	}

	/** ReLU with a slope for each channel (He et al. 2015). */
	private Feature slopes(final Feature x, final String name) {
		if (weights.shape(name + ".weight", 1)[0] != x.channels()) {
			throw weights.wrong(name + ".weight", "must be for " + x.channels() + " channels");
		}
		return new Feature(layers.graph().node("PRelu",
			List.of(x.value(), layers.value(name + ".weight", x.channels(), 1, 1))), x.channels());
	}
}
