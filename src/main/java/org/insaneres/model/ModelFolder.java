/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.onnx.OnnxFile;
import org.insaneres.onnx.OnnxRuntime;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Session;

/**
 * A diffusion model as a folder of ONNX files in diffusers' layout.
 *
 * <pre>
 * try (DiffusionModel model = ModelFolder.open(folder, Monitor.NONE)) {
 * 	Tensor latent = model.autoencoder().encode(picture, () -&gt; false);
 * }
 * </pre>
 */
public final class ModelFolder {

	private static final double SCALING = 0.18215;
	private static final double XL_SCALING = 0.13025;
	private static final int CHUNK = 77;

	private ModelFolder() {}

	/**
	 * Looks at a model's files without loading it.
	 *
	 * @throws Refusal if a part is missing, damaged, or of a kind that does not run here
	 */
	public static ModelInfo inspect(final Path folder) {
		final Parts parts = Parts.read(folder);
		final Family family = FamilyDetector.detect(parts);
		SchedulerFile.read(scheduler(folder), family, Monitor.NONE);
		return info(parts, family);
	}

	/** Loads a model with all cores; see {@link #open(Path, Options, Monitor)}. */
	public static DiffusionModel open(final Path folder, final Monitor monitor) {
		return open(folder, Options.DEFAULT, monitor);
	}

	/**
	 * Loads a model: a second for small ones, half a minute for large ones.
	 *
	 * @param monitor asked between the parts whether to stop; told what is unusual
	 * @throws Refusal if the model cannot be used
	 */
	public static DiffusionModel open(final Path folder, final Options options,
		final Monitor monitor) {
		monitor.note(OnnxRuntime.start());
		final Parts parts = Parts.read(folder);
		final Family family = FamilyDetector.detect(parts);
		final SchedulerConfig scheduler = SchedulerFile.read(scheduler(folder), family, monitor);
		final List<Tokenizer> tokenizers = tokenizers(parts, family);
		if (parts.encoder().random())
			monitor.note("The VAE encoder of " + folder
				+ " draws random numbers itself, as old exports do: results differ from run to run.");
		final Deque<Session> opened = new ArrayDeque<>();
		final Loader loader = new Loader(options, monitor, opened);
		try {
			final boolean two = parts.texts().size() == 2;
			final List<TextEncoder> texts = new ArrayList<>();
			for (int i = 0; i < parts.texts().size(); i++) {
				texts.add(new OnnxTextEncoder(loader.open(parts.texts().get(i)), tokenizers.get(i), two,
					Parts.config(parts.texts().get(i)).whole("max_position_embeddings", CHUNK)));
			}
			final Autoencoder autoencoder = OnnxAutoencoder.of(loader.open(parts.encoder()),
				loader.open(parts.decoder()), parts, two ? XL_SCALING : SCALING);
			final Network network = new OnnxNetwork(loader.open(parts.unet()),
				parts.latentChannels(), parts.unet().reduction());
			monitor.progress(1, "Model loaded");
			return new DiffusionModel(info(parts, family), List.copyOf(texts), network, autoencoder,
				scheduler);
		} catch (final Throwable e) {
			opened.forEach(Session::close);
			throw e;
		}
	}

	/**
	 * Compares a model's files with the check sums of its manifest, reading them in full.
	 *
	 * @throws Refusal if a file is missing or differs, or there is no manifest with check sums
	 */
	public static void verify(final Path folder, final Monitor monitor) {
		final Manifest manifest = Manifest.read(folder);
		if (manifest.files().isEmpty()) {
			throw new Refusal("The model " + folder + " has no check sums (a file " + Manifest.FILE
				+ " with them) to compare its files with.");
		}
		manifest.verify(folder, monitor);
	}

	private static ModelInfo info(final Parts parts, final Family family) {
		final Manifest manifest = Manifest.read(parts.folder());
		return new ModelInfo(manifest.name(), parts.folder(), family, manifest.licence(),
			manifest.recommended(), manifest.title(), parts.bytes());
	}

	private static List<Tokenizer> tokenizers(final Parts parts, final Family family) {
		final List<Tokenizer> tokenizers = new ArrayList<>();
		for (int i = 0; i < parts.texts().size(); i++) {
			tokenizers.add(Tokenizer.read(parts.tokenizer(i), i == 1 || family == Family.SD2));
		}
		return tokenizers;
	}

	private static Path scheduler(final Path folder) {
		return folder.resolve("scheduler").resolve("scheduler_config.json");
	}

	/** Opens one part after the other and says once why one runs elsewhere than wished. */
	private record Loader(Options options, Monitor monitor, Deque<Session> opened) {

		Session open(final OnnxFile part) {
			monitor.check();
			monitor.progress(opened.size() / 5.0, "Loading " + part.path().getParent().getFileName());
			final Session session = Session.open(part.path(), options);
			opened.add(session);
			Session.tell(opened, monitor);
			return session;
		}
	}
}
