/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.ModelInfo;
import org.insaneres.model.Network;
import org.insaneres.model.OnnxAutoencoder;
import org.insaneres.model.OnnxNetwork;
import org.insaneres.model.TextEncoder;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;

/** One opening of a checkpoint: its parts, one after the other. */
final class Opening {

	private static final double SCALING = 0.18215;
	private static final double XL_SCALING = 0.13025;

	private final SafeTensors file;
	private final Weights weights;
	private final Layout layout;
	private final CheckpointOptions options;
	private final Monitor monitor;
	private final Deque<Session> opened = new ArrayDeque<>();

	Opening(final SafeTensors file, final Weights weights, final Layout layout,
		final CheckpointOptions options, final Monitor monitor) {
		this.file = file;
		this.weights = weights;
		this.layout = layout;
		this.options = options;
		this.monitor = monitor;
	}

	DiffusionModel open(final ModelInfo info) {
		try {
			final List<TextEncoder> texts = texts();
			final Autoencoder autoencoder = autoencoder();
			final Session unet = session("network", file, layers -> UNet.write(layers,
				layout::networkHeads, layout.pooledWidth(weights)));
			final Network network = new OnnxNetwork(unet, autoencoder.channels(), 1);
			final Training training = Velocity.complete(Training.read(file), weights, layout.family(),
				network, autoencoder.channels(), monitor);
			monitor.progress(1, "Model loaded");
			return new DiffusionModel(info, texts, network, autoencoder, training.scheduler());
		} catch (final Throwable e) {
			opened.forEach(Session::close);
			throw e;
		}
	}

	private List<TextEncoder> texts() {
		final List<TextEncoder> texts = new ArrayList<>();
		for (int i = 0; i < layout.texts().size(); i++) {
			final TextKeys keys = layout.texts().get(i);
			final Learned learned = Learned.of(options.embeddings(), i, weights, keys);
			final int count = layout.layersNeeded(weights, keys);
			final Session session = session("text encoder " + (i + 1), file,
				layers -> TextGraph.write(layers, keys, Layout::textHeads, count, learned.rows()));
			final boolean zero = i == 1 || layout.family() == Family.SD2;
			texts.add(new CheckpointTextEncoder(session, layout,
				TextGraph.layers(weights, keys) - layout.back(), zero ? 0 : -1, learned.ids()));
		}
		return texts;
	}

	private Autoencoder autoencoder() {
		final Path beside = Training.beside(file.path(), ".vae" + Checkpoint.ENDING);
		final Path separate = options.vae() != null ? options.vae() : beside;
		final boolean other = options.vae() != null || Files.isRegularFile(beside);
		final SafeTensors from = other ? SafeTensors.open(separate) : file;
		final String root = Vae.root(new Weights(from));
		if (root == null) {
			throw new Refusal(other
				? "The file " + separate + " holds no autoencoder (VAE): choose another one."
				: "The checkpoint " + file.path()
					+ " has no autoencoder (VAE) inside: put one beside it as "
					+ beside.getFileName() + ".");
		}
		return new OnnxAutoencoder(
			session("VAE encoder", from, layers -> Vae.writeEncoder(layers, root)),
			session("VAE decoder", from, layers -> Vae.writeDecoder(layers, root)),
			Vae.channels(new Weights(from), root),
			layout.family() == Family.SDXL ? XL_SCALING : SCALING, 0, false);
	}

	private Session session(final String part, final SafeTensors from,
		final Consumer<Layers> write) {
		final Graph graph = new Graph(part);
		final Constants constants = new Constants(graph, from, options.patches(),
			options.options().lowMemory());
		write.accept(new Layers(graph, new Weights(from), constants, Attention.FUSED));
		final int index = opened.size();
		final Session session = Session.open(from.path() + " (" + part + ")", graph.bytes(),
			constants.load(monitor.part(index / 5.0, (index + 1) / 5.0), "Loading the " + part),
			options.options());
		opened.add(session);
		return session;
	}
}
