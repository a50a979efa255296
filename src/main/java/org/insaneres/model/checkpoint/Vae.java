/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;

import org.insaneres.Refusal;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Winograd;

/**
 * The two halves of the autoencoder.
 * <p>
 * Architecture: ldm/modules/diffusionmodules/model.py of CompVis's latent-diffusion; Esser et al.
 * 2021.
 */
final class Vae {

	private static final double EPSILON = 1e-6;
	private static final int LEAST_HALVINGS = 2;

	private final Layers layers;
	private final Weights weights;
	private final String root;
	/** How often the picture is halved where layers are written. */
	private int halvings;

	/** @param root what all names begin with */
	private Vae(final Layers layers, final String root) {
		this.layers = layers;
		this.root = root;
		weights = layers.weights();
	}

	/** What the names of the autoencoder begin with in a file, or null if it has none. */
	static String root(final Weights weights) {
		for (final String root : List.of("first_stage_model.", "vae.", "")) {
			if (weights.has(root + "decoder.conv_in.weight")) return root;
		}
		return null;
	}

	/** Channels of a latent. */
	static int channels(final Weights weights, final String root) {
		return (int) weights.shape(root + "decoder.conv_in.weight", 4)[1];
	}

	/** Pixels per latent along a side. */
	static int factor(final Weights weights, final String root) {
		int factor = 1;
		for (int i = 0; weights.hasPart(root + "encoder.down." + i + ".downsample"); i++) factor *= 2;
		if (factor <= 64) return factor;
		throw new Refusal("The autoencoder in " + weights.path() + " makes a picture " + factor
			+ " times smaller: the file is damaged.");
	}

	/** Writes the half from a picture to mean and logarithm of the variance of its latent. */
	static void writeEncoder(final Layers layers, final String root) {
		new Vae(layers, root).encoder();
	}

	/** Writes the half from a latent to its picture. */
	static void writeDecoder(final Layers layers, final String root) {
		new Vae(layers, root).decoder();
	}

	private void encoder() {
		final String name = root + "encoder.";
		Feature x = layers.conv(
			new Feature(layers.graph().input("sample", Graph.FLOAT, 1, 3, -1, -1), 3),
			name + "conv_in");
		for (int i = 0; weights.hasPart(name + "down." + i); i++) {
			halvings = i;
			x = residuals(x, name + "down." + i + ".block.");
			final String down = name + "down." + i + ".downsample.conv";
			if (weights.hasPart(down)) x = layers.conv(x, down, 2, 0, 0, 1, 1);
		}
		x = end(middle(x, name + "mid."), name);
		give("latent_parameters", pointwise(x, root + "quant_conv"));
	}

	private void decoder() {
		final String name = root + "decoder.";
		final int channels = channels(weights, root);
		Feature x = pointwise(new Feature(
			layers.graph().input("latent_sample", Graph.FLOAT, 1, channels, -1, -1), channels),
			root + "post_quant_conv");
		int levels = 0;
		while (weights.hasPart(name + "up." + levels)) levels++;
		halvings = levels - 1;
		x = middle(layers.conv(x, name + "conv_in"), name + "mid.");
		// The last in the file comes first
		for (int i = levels - 1; i >= 0; i--) {
			x = residuals(x, name + "up." + i + ".block.");
			final String up = name + "up." + i + ".upsample.conv";
			if (!weights.hasPart(up)) continue;
			halvings = i - 1;
			x = conv(layers.twice(x), up);
		}
		give("sample", end(x, name));
	}

	private void give(final String name, final Feature x) {
		layers.graph().output(name, Graph.FLOAT, x.value());
	}

	private Feature pointwise(final Feature x, final String name) {
		return weights.hasPart(name) ? layers.conv(x, name) : x;
	}

	private Feature end(final Feature x, final String name) {
		return layers.conv(layers.silu(layers.groupNorm(x, name + "norm_out", EPSILON)),
			name + "conv_out");
	}

	private Feature middle(final Feature x, final String name) {
		return residual(attention(residual(x, name + "block_1"), name + "attn_1"),
			name + "block_2");
	}

	private Feature residuals(final Feature input, final String name) {
		Feature x = input;
		for (int i = 0; weights.hasPart(name + i); i++) x = residual(x, name + i);
		return x;
	}

	private Feature residual(final Feature x, final String name) {
		Feature h = conv(layers.silu(layers.groupNorm(x, name + ".norm1", EPSILON)),
			name + ".conv1");
		h = conv(layers.silu(layers.groupNorm(h, name + ".norm2", EPSILON)), name + ".conv2");
		return layers.add(
			weights.hasPart(name + ".nin_shortcut") ? layers.conv(x, name + ".nin_shortcut") : x, h);
	}

	/** By tiles but in large pictures, which would take too much memory and gain less. */
	private Feature conv(final Feature x, final String name) {
		return halvings >= LEAST_HALVINGS
			? layers.conv(x, name, Winograd.TILES_OF_4)
			: layers.conv(x, name);
	}

	private Feature attention(final Feature picture, final String name) {
		final Feature x = layers.tokens(layers.groupNorm(picture, name + ".norm", EPSILON));
		final Feature seen = layers.attention(layers.linear(x, name + ".q"),
			layers.linear(x, name + ".k"), layers.linear(x, name + ".v"), 1, null);
		return layers.add(picture,
			layers.picture(layers.linear(seen, name + ".proj_out"), picture));
	}
}
