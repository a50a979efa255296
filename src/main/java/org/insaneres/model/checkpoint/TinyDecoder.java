/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Sketch;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/**
 * A small network in place of a VAE's decoder (TAESD; Ollin Boer Bohan, 2023): twenty times as fast
 * and slightly softer.
 * <p>
 * Layers in a row: the latent is bounded to {@code 3 tanh(x / 3)} and goes through a convolution
 * with ReLU, then blocks; a convolution between blocks doubles the sides first; the last one makes
 * colours from 0 to 1. Keys as in its own files, or as diffusers has them.
 */
public final class TinyDecoder implements Sketch {

	private final Session session;
	private final Path file;

	private TinyDecoder(final Session session, final Path file) {
		this.session = session;
		this.file = file;
	}

	/** @throws Refusal if the file is damaged or holds another kind of network */
	public static TinyDecoder open(final Path file, final Options options) {
		final SafeTensors tensors = SafeTensors.open(file);
		final Graph graph = new Graph("tiny decoder");
		final Constants constants = new Constants(graph, tensors, List.of(), false);
		write(new Layers(graph, new Weights(tensors), constants, Attention.FUSED,
			Convolution.PLAIN), tensors);
		return new TinyDecoder(Session.open(file.toString(), graph.bytes(),
			constants.load(Monitor.NONE, "Loading the tiny decoder"), options), file);
	}

	private static void write(final Layers layers, final SafeTensors tensors) {
		final String root = root(tensors);
		final SortedSet<Integer> numbers = numbers(tensors, root);
		final Graph graph = layers.graph();
		final int channels = (int) layers.weights()
			.shape(root + numbers.first() + ".weight", 4)[1];
		final String latent = graph.input("latent", DType.F32, 1, channels, -1, -1);
		final String third = graph.node("Mul", List.of(latent, graph.floats(new float[]{1 / 3F}, 1)));
		Feature x = new Feature(graph.node("Mul", List.of(graph.node("Tanh", List.of(third)),
			graph.floats(new float[]{3}, 1))), channels);
		for (final int number : numbers) {
			final String name = root + number;
			if (layers.weights().has(name + ".conv.0.weight")) x = block(layers, x, name);
			else if (number == numbers.first()) x = relu(layers, layers.conv(x, name));
			else if (number == numbers.last()) x = layers.conv(x, name);
			else x = layers.conv(layers.twice(x), name);
		}
		graph.output("picture", Graph.FLOAT, x.value());
	}

	private static Feature block(final Layers layers, final Feature input, final String name) {
		Feature x = relu(layers, layers.conv(input, name + ".conv.0"));
		x = layers.conv(relu(layers, layers.conv(x, name + ".conv.2")), name + ".conv.4");
		final Feature skip = layers.weights().has(name + ".skip.weight")
			? layers.conv(input, name + ".skip")
			: input;
		return relu(layers, layers.add(x, skip));
	}

	private static Feature relu(final Layers layers, final Feature x) {
		return new Feature(layers.graph().node("Relu", List.of(x.value())), x.channels());
	}

	/** What the names of the decoder's layers begin with. */
	private static String root(final SafeTensors tensors) {
		for (final String root : List.of("decoder.layers.", "decoder.", "")) {
			if (numbers(tensors, root).size() > 2) return root;
		}
		throw new Refusal("The file " + tensors.path()
			+ " holds no tiny decoder (TAESD): take it out of the folder vae_approx.");
	}

	private static SortedSet<Integer> numbers(final SafeTensors tensors, final String root) {
		final Pattern layer = Pattern
			.compile(Pattern.quote(root) + "(\\d{1,3})\\.(?:conv\\.0\\.)?weight");
		final SortedSet<Integer> numbers = new TreeSet<>();
		for (final String name : tensors.names()) {
			final Matcher matcher = layer.matcher(name);
			if (matcher.matches()) numbers.add(Integer.parseInt(matcher.group(1)));
		}
		return numbers;
	}

	@Override
	public Tensor of(final Tensor latent, final BooleanSupplier canceled) {
		final int[] shape = latent.shape();
		final Tensor out = session.run(
			Map.of("latent", new Tensor(latent.data(), 1, shape[0], shape[1], shape[2])), canceled)
			.get("picture");
		if (out.shape()[1] != 3) {
			throw new Refusal("The tiny decoder " + file + " makes " + out.shape()[1]
				+ " channels instead of 3: take it out of the folder vae_approx.");
		}
		final float[] picture = out.data().clone();
		for (int i = 0; i < picture.length; i++) picture[i] = 2 * picture[i] - 1;
		return new Tensor(picture, 3, out.shape()[2], out.shape()[3]);
	}

	@Override
	public void close() {
		session.close();
	}
}
