/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.insaneres.Refusal;
import org.insaneres.model.Shallow;
import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Winograd;

/**
 * The denoising network. It has the blocks that the file has, so that all families and sizes come
 * out of one description.
 * <p>
 * Architecture: UNetModel in ldm/modules/diffusionmodules/openaimodel.py of Stability's code;
 * Rombach et al. 2022. Its division: DeepCache, Ma, Fang and Wang 2023.
 */
final class UNet {

	private static final String ROOT = "model.diffusion_model.";
	private static final String GUIDANCE = ROOT + "time_embed.cond_proj.weight";
	private static final int TIME_IDS = 6;

	/** Beyond, pictures of usual size have 8 x 8 places. */
	private static final int MOST_HALVINGS = 2;

	/** Input times output channels: 118 MB of transformed weights. */
	private static final int MOST_IN_LARGE_TILES = 1280 * 640;

	private final Layers layers;
	private final Graph graph;
	private final Weights weights;
	private final IntUnaryOperator heads;
	private final int pooled;
	private final Precision precision;
	private final Deque<Feature> skips = new ArrayDeque<>();
	private final Feature context;
	private Feature moment;
	/** How often the picture was halved so far. */
	private int halvings;

	private UNet(final Layers layers, final IntUnaryOperator heads, final int pooled,
		final Precision precision) {
		this.layers = layers;
		this.pooled = pooled;
		this.precision = precision;
		this.heads = heads;
		graph = layers.graph();
		weights = layers.weights();
		final int width = contextWidth(weights);
		context = new Feature(graph.input("encoder_hidden_states", Graph.FLOAT, 1, -1, width), width);
	}

	/**
	 * Writes the network into a graph.
	 *
	 * @param heads number of attention heads for a number of channels
	 * @param pooled width of the pooled text, where it takes one
	 * @param precision of the transformers' linear maps
	 */
	static void write(final Layers layers, final IntUnaryOperator heads, final int pooled,
		final Precision precision) {
		new UNet(layers, heads, pooled, precision).write();
	}

	/**
	 * Writes only the layers before and behind everything that is smaller than the latent. What the
	 * others say is an input, as the whole network gives it.
	 */
	static void writeShallow(final Layers layers, final IntUnaryOperator heads, final int pooled,
		final Precision precision) {
		new UNet(layers, heads, pooled, precision).writeShallow();
	}

	/** Whether a tensor of this name is one of the network. */
	static boolean owns(final String name) {
		return name.startsWith(ROOT);
	}

	/** Channels of the input. */
	static int channels(final Weights weights) {
		return (int) weights.shape(ROOT + "input_blocks.0.0.weight", 4)[1];
	}

	/** Channels of what it predicts. */
	static int outChannels(final Weights weights) {
		return (int) weights.shape(ROOT + "out.2.weight", 4)[0];
	}

	/** Width of the guidance that it takes, 0 for networks that take none. */
	static int guidanceWidth(final Weights weights) {
		return weights.has(GUIDANCE) ? (int) weights.shape(GUIDANCE, 2)[1] : 0;
	}

	/** Width of the text that it takes. */
	static int contextWidth(final Weights weights) {
		final String tail = ".transformer_blocks.0.attn2.to_k.weight";
		final String key = weights.first(ROOT, tail);
		if (key != null) return (int) weights.shape(key, 2)[1];
		throw new Refusal("The file " + weights.path() + " has no tensor " + ROOT + "*" + tail
			+ ", which it needs; it is incomplete or of another kind.");
	}

	private void write() {
		Feature x = first();
		skips.push(x);
		for (int i = 1; weights.hasPart(ROOT + "input_blocks." + i); i++) {
			x = block(ROOT + "input_blocks." + i, x);
			skips.push(x);
		}
		x = block(ROOT + "middle_block", x);
		final int last = skips.size() - 1;
		for (int i = 0; i < last; i++) {
			x = block(ROOT + "output_blocks." + i, beside(x, skips.pop()));
		}
		graph.output(Shallow.DEEP, Graph.FLOAT, x.value());
		last(x, last);
	}

	private void writeShallow() {
		final Feature first = first();
		skips.push(first);
		int last = 0;
		while (weights.hasPart(ROOT + "output_blocks." + (last + 1))) last++;
		final String norm = ROOT + "output_blocks." + last + ".0.in_layers.0.weight";
		final int channels = (int) weights.shape(norm, 1)[0] - first.channels();
		last(new Feature(graph.input(Shallow.DEEP, Graph.FLOAT, 1, channels, -1, -1), channels), last);
	}

	private Feature first() {
		final int channels = channels(weights);
		final Feature sample = new Feature(
			graph.input("sample", Graph.FLOAT, 1, channels, -1, -1), channels);
		final Feature first = layers.conv(sample, ROOT + "input_blocks.0.0");
		moment = moment(first.channels());
		return first;
	}

	/** The last block, which joins the very first features on, and what it predicts. */
	private void last(final Feature deep, final int number) {
		final Feature x = block(ROOT + "output_blocks." + number, beside(deep, skips.pop()));
		graph.output("out_sample", Graph.FLOAT,
			layers.conv(layers.silu(layers.groupNorm(x, ROOT + "out.0", 1e-5)), ROOT + "out.2").value());
	}

	/**
	 * What all blocks are told of the time, for SDXL of pooled text and picture size, and of guidance
	 * where that is an input (Luo et al. 2023, latent consistency models).
	 */
	private Feature moment(final int channels) {
		final String time = graph.input("timestep", Graph.FLOAT, 1);
		Feature when = new Feature(graph.node("Reshape", List.of(waves(time, channels),
			graph.longs(1, 2 * (channels / 2)))), 2 * (channels / 2));
		final int width = guidanceWidth(weights);
		if (width > 0) {
			when = layers.add(when, layers.linear(
				new Feature(graph.input("timestep_cond", Graph.FLOAT, 1, width), width),
				ROOT + "time_embed.cond_proj"));
		}
		Feature all = perceptron(when, ROOT + "time_embed");
		if (weights.hasPart(ROOT + "label_emb")) all = layers.add(all, label());
		return layers.silu(all);
	}

	private Feature label() {
		final int width = (int) weights.shape(ROOT + "label_emb.0.0.weight", 2)[1];
		final int each = (width - pooled) / TIME_IDS;
		if (each < 2 || each % 2 != 0 || pooled + TIME_IDS * each != width) {
			throw weights.wrong(ROOT + "label_emb.0.0.weight",
				"does not fit pooled text of width " + pooled);
		}
		final String text = graph.input("text_embeds", Graph.FLOAT, 1, pooled);
		final String sizes = graph.node("Reshape",
			List.of(waves(graph.node("Reshape",
				List.of(graph.input("time_ids", Graph.FLOAT, 1, TIME_IDS), graph.longs(TIME_IDS, 1))),
				each), graph.longs(1, TIME_IDS * each)));
		return perceptron(new Feature(
			graph.node("Concat", List.of(text, sizes), Attribute.of("axis", 1)), width),
			ROOT + "label_emb.0");
	}

	/** Cosines and sines of a number at wavelengths from 2 pi to 20000 pi. */
	private String waves(final String number, final int channels) {
		final float[] frequencies = new float[channels / 2];
		for (int i = 0; i < frequencies.length; i++) {
			frequencies[i] = (float) Math.exp(-Math.log(10000) * i / frequencies.length);
		}
		final String angle = layers.mul(number, graph.floats(frequencies, frequencies.length));
		return graph.node("Concat",
			List.of(graph.node("Cos", List.of(angle)), graph.node("Sin", List.of(angle))),
			Attribute.of("axis", -1));
	}

	private Feature perceptron(final Feature x, final String name) {
		return layers.linear(layers.silu(layers.linear(x, name + ".0")), name + ".2");
	}

	private Feature beside(final Feature a, final Feature b) {
		return new Feature(graph.node("Concat", List.of(a.value(), b.value()),
			Attribute.of("axis", 1)), a.channels() + b.channels());
	}

	/** One entry of a list of blocks: a few modules after one another. */
	private Feature block(final String name, final Feature input) {
		Feature x = input;
		for (int i = 0; i == 0 || weights.hasPart(name + "." + i); i++) {
			x = module(name + "." + i, x);
		}
		return x;
	}

	private Feature module(final String name, final Feature x) {
		if (weights.hasPart(name + ".transformer_blocks")) return transformer(name, x);
		if (weights.hasPart(name + ".op")) {
			halvings++;
			return layers.conv(x, name + ".op", 2, 1, 1, 1, 1);
		}
		if (weights.hasPart(name + ".conv")) {
			// Odd sizes: as large as what is joined on next
			final Feature next = skips.peek();
			if (next == null) throw weights.wrong(name + ".conv.weight", "stands at the wrong place");
			halvings--;
			return conv(layers.resize(x, layers.size(next)), name + ".conv");
		}
		return residual(name, x);
	}

	private Feature residual(final String name, final Feature x) {
		Feature h = conv(layers.silu(layers.groupNorm(x, name + ".in_layers.0", 1e-5)),
			name + ".in_layers.2");
		final Feature shift = layers.linear(moment, name + ".emb_layers.1");
		h = layers.add(h, new Feature(graph.node("Unsqueeze",
			List.of(shift.value(), graph.longs(2, 3))), shift.channels()));
		h = conv(layers.silu(layers.groupNorm(h, name + ".out_layers.0", 1e-5)),
			name + ".out_layers.3");
		return layers.add(weights.hasPart(name + ".skip_connection")
			? layers.conv(x, name + ".skip_connection")
			: x, h);
	}

	/** Tiles as large as their weights' memory allows; few pixels gain nothing by any. */
	private Feature conv(final Feature x, final String name) {
		if (halvings > MOST_HALVINGS) return layers.conv(x, name);
		final long[] shape = weights.shape(name + ".weight", 4);
		return layers.conv(x, name, shape[0] * shape[1] > MOST_IN_LARGE_TILES
			? Winograd.TILES_OF_2
			: Winograd.TILES_OF_4);
	}

	private Feature transformer(final String name, final Feature picture) {
		Feature x = layers.linear(layers.tokens(layers.groupNorm(picture, name + ".norm", 1e-6)),
			name + ".proj_in");
		for (int i = 0; weights.hasPart(name + ".transformer_blocks." + i); i++) {
			final String block = name + ".transformer_blocks." + i;
			final Feature own = layers.layerNorm(x, block + ".norm1");
			x = layers.add(x, attention(block + ".attn1", own, own));
			x = layers.add(x,
				attention(block + ".attn2", layers.layerNorm(x, block + ".norm2"), context));
			x = layers.add(x, gated(block + ".ff.net", layers.layerNorm(x, block + ".norm3")));
		}
		return layers.add(picture, layers.picture(layers.linear(x, name + ".proj_out"), picture));
	}

	private Feature attention(final String name, final Feature x, final Feature about) {
		final Feature query = linear(x, name + ".to_q");
		return linear(layers.attention(query, linear(about, name + ".to_k"),
			linear(about, name + ".to_v"), heads.applyAsInt(query.channels()), null),
			name + ".to_out.0");
	}

	/** Feed-forward network with gate GEGLU (Shazeer 2020). */
	private Feature gated(final String name, final Feature x) {
		final Feature both = linear(x, name + ".0.proj");
		if (both.channels() % 2 != 0) throw weights.wrong(name + ".0.proj.weight", "must be even");
		final List<String> halves = graph.split("Split", List.of(both.value()), 2,
			Attribute.of("axis", -1), Attribute.of("num_outputs", 2));
		return layers.linear(new Feature(
			layers.mul(halves.get(0), graph.node("Gelu", List.of(halves.get(1)))),
			both.channels() / 2), name + ".2");
	}

	/**
	 * A linear map that may be coarse. Others stay exact: the text and gated values have a few
	 * numbers far larger than the rest, which eight bits would be spent on, and errors of a
	 * transformer's first and last map go on unchanged.
	 */
	private Feature linear(final Feature x, final String name) {
		return x == context ? layers.linear(x, name) : precision.linear(layers, x, name);
	}
}
