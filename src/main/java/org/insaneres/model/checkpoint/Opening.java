/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.insaneres.model.Shallow;
import org.insaneres.model.TextEncoder;
import org.insaneres.onnx.Device;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Providers;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;

/** One opening of a checkpoint: its parts, one after the other. */
final class Opening {

	private final SafeTensors file;
	private final Weights weights;
	private final Layout layout;
	private final CheckpointOptions options;
	private final Monitor monitor;
	private final SafeTensors vae;
	private final String vaeRoot;
	private final Precision precision;
	private Options machine;

	Opening(final SafeTensors file, final Weights weights, final Layout layout,
		final CheckpointOptions options, final Monitor monitor) {
		this.file = file;
		this.weights = weights;
		this.layout = layout;
		this.options = options;
		this.monitor = monitor;
		precision = possible(options, monitor);
		vae = vae(file, options.vae());
		vaeRoot = Vae.root(new Weights(vae));
		final int own = Vae.channels(new Weights(vae), vaeRoot);
		if (own != UNet.outChannels(weights)) {
			throw new Refusal("The autoencoder (VAE) in " + vae.path() + " has latents of " + own
				+ " channels, and the network in " + file.path() + " gives " + UNet.outChannels(weights)
				+ ": they are for different models; choose another VAE.");
		}
		machine = new Options(options.options().threads(), false, options.options().device());
	}

	/** Memory that it takes. */
	Room room() {
		final long wide = parts(learned()).stream().mapToLong(part -> part.constants().bytes()).sum();
		return Room.of(wide, vae == file ? List.of(file) : List.of(file, vae));
	}

	DiffusionModel open(final ModelInfo info) {
		final Training told = Training.read(file);
		machine = room().within(Room.available(), options.options(), file.path(), monitor);
		final List<Learned> learned = learned();
		final List<Part> parts = parts(learned);
		warn(parts.get(parts.size() - 1).constants().unused().stream().filter(UNet::owns).toList());
		final List<Session> opened = new ArrayList<>();
		try {
			for (final Part part : parts) {
				opened.add(part.load(machine, monitor.part((double) opened.size() / parts.size(),
					(opened.size() + 1.0) / parts.size())));
				Session.tell(opened, monitor);
			}
			final int texts = learned.size();
			final int channels = Vae.channels(new Weights(vae), vaeRoot);
			final Network network = new OnnxNetwork(opened.get(texts + 2), channels, 1,
				shallow(opened.get(texts + 2)));
			final Training training = Velocity.complete(told, weights, layout.family(), network,
				channels, monitor);
			final Autoencoder autoencoder = new OnnxAutoencoder(opened.get(texts),
				opened.get(texts + 1), channels, VaeFile.scaling(layout.base()), 0, false);
			final DiffusionModel model = new DiffusionModel(info, encoders(opened, learned), network,
				autoencoder, training.scheduler(layout.guided()));
			monitor.progress(1, "Model loaded");
			return model;
		} catch (final Throwable e) {
			opened.forEach(Session::close);
			throw e;
		}
	}

	/** Writes all graphs and throws them away. */
	void plan() {
		parts(learned()).forEach(part -> part.graph().bytes());
	}

	private List<Learned> learned() {
		final List<Learned> learned = new ArrayList<>();
		for (final TextKeys keys : layout.texts()) {
			learned.add(Learned.of(options.embeddings(), learned.size(), weights, keys));
		}
		return learned;
	}

	/** All parts, written before anything large is read: text encoders, VAE, network. */
	private List<Part> parts(final List<Learned> learned) {
		final List<Part> parts = new ArrayList<>();
		for (int i = 0; i < layout.texts().size(); i++) {
			final TextKeys keys = layout.texts().get(i);
			final float[] rows = learned.get(i).rows();
			parts.add(part("text encoder " + (i + 1), layers -> TextGraph.write(layers, keys,
				Layout::textHeads, layout.layersNeeded(weights, keys), rows)));
		}
		parts.add(VaeFile.encoder(vae, vaeRoot, machine));
		parts.add(VaeFile.decoder(vae, vaeRoot, machine));
		parts.add(part("network", layers -> UNet.write(layers, layout::networkHeads,
			layout.pooledWidth(weights), precision)));
		return parts;
	}

	/** Written when it is first asked for, as most people never do. */
	private Shallow shallow(final Session network) {
		return new Shallow(() -> network.beside(file.path() + " (shallow layers)",
			part("shallow layers", layers -> UNet.writeShallow(layers, layout::networkHeads,
				layout.pooledWidth(weights), precision)).graph().bytes(),
			machine));
	}

	private void warn(final List<String> unused) {
		if (unused.isEmpty()) return;
		monitor.note("Warning: " + unused.size() + " tensors of the network in " + file.path()
			+ " are not used, such as " + unused.get(0)
			+ ": it may be of a kind that is not known here, and paint otherwise than it should.");
	}

	/** Coarse operators exist for the processor only. */
	private static Precision possible(final CheckpointOptions options, final Monitor monitor) {
		final Device device = Providers.choose(options.options().device()).device();
		if (options.precision() == Precision.FULL || device.equals(Device.CPU)) {
			return options.precision();
		}
		monitor.note("Warning: precision does nothing on " + device + ": only processors compute"
			+ " coarsely here.");
		return Precision.FULL;
	}

	private Part part(final String name, final Consumer<Layers> write) {
		return Part.of(name, file, options.patches(), machine, Convolution.TILED, write);
	}

	private List<TextEncoder> encoders(final List<Session> sessions, final List<Learned> learned) {
		final List<TextEncoder> encoders = new ArrayList<>();
		for (int i = 0; i < learned.size(); i++) {
			final TextKeys keys = layout.texts().get(i);
			final boolean zero = i == 1 || layout.base() == Family.SD2;
			encoders.add(new CheckpointTextEncoder(sessions.get(i), layout,
				TextGraph.layers(weights, keys) - layout.back(weights, keys), zero ? 0 : -1,
				learned.get(i).ids()));
		}
		return encoders;
	}

	/** The file with the VAE: the chosen one, one of the checkpoint's name, or the checkpoint. */
	private static SafeTensors vae(final SafeTensors file, final Path chosen) {
		final Path beside = Training.beside(file.path(), ".vae" + Checkpoint.ENDING);
		final Path other = chosen == null && Files.isRegularFile(beside) ? beside : chosen;
		final SafeTensors vae = other == null || other.equals(file.path())
			? file
			: VaeFile.tensors(other);
		if (Vae.root(new Weights(vae)) != null) return vae;
		if (vae != file) throw VaeFile.none(vae.path());
		throw new Refusal("The checkpoint " + file.path() + " has no autoencoder (VAE) inside: put one"
			+ " beside it as " + beside.getFileName() + ", or choose one by vae.");
	}
}
