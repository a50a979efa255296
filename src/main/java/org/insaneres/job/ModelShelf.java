/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.ColourSketch;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.ModelFolder;
import org.insaneres.model.Sketch;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.TinyDecoder;
import org.insaneres.onnx.Options;
import org.insaneres.upscale.TiledAutoencoder;

/**
 * Keeps the models used last open, so that the next run starts at once. A model is lent to one job
 * at a time; who needs the same waits.
 */
final class ModelShelf {

	/** A recipe goes back and forth between two. */
	private static final int KEPT = 2;

	/** Latents of more pixels along a side are encoded and decoded by tiles. */
	private static final int TILE = 128;
	private static final int OVERLAP = 24;

	private static final List<Place> PLACES = new ArrayList<>();

	private ModelShelf() {}

	/**
	 * @param name of an installed model, or the path of a model folder; empty for the default model
	 * @param settings with the prompts, which may ask for LoRAs and embeddings
	 * @param monitor hears of the loading and may end the waiting
	 * @throws Refusal if there is no such model, or it can not be used
	 */
	static Loan borrow(final String name, final GenerationSettings settings,
		final Monitor monitor) {
		final Path folder = Installed.library().find(name).folder().toAbsolutePath().normalize();
		final Additions additions = Additions.of(folder, settings, monitor);
		final Place place = place(folder, additions);
		while (!place.tryLock()) {
			monitor.progress(0, "Waiting for another run with this model");
			monitor.check();
			pause(monitor);
		}
		try {
			if (place.model == null) {
				// With other LoRAs the same checkpoint is another model of the same size
				close(other -> other != place && other.folder.equals(folder));
				if (!Files.isDirectory(folder) && !Checkpoint.fits(folder)) {
					close(other -> other != place);
				}
				place.model = complete(open(folder, additions, monitor), monitor);
			}
			return new Loan(place);
		} catch (final Throwable e) {
			place.lock.unlock();
			throw e;
		}
	}

	private static DiffusionModel open(final Path model, final Additions additions,
		final Monitor monitor) {
		return Files.isDirectory(model)
			? ModelFolder.open(model, monitor)
			: Checkpoint.open(model, additions.options(model, Options.DEFAULT, monitor), monitor);
	}

	/** The model with quick previews, and an autoencoder whose memory does not grow with pictures. */
	private static DiffusionModel complete(final DiffusionModel model, final Monitor monitor) {
		if (model.autoencoder().linear()) return model;
		final Autoencoder autoencoder = sketch(model, monitor)
			.map(sketch -> sketch.with(model.autoencoder())).orElse(model.autoencoder());
		return new DiffusionModel(model.info(), model.encoders(), model.network(),
			new TiledAutoencoder(autoencoder, TILE, OVERLAP), model.scheduler());
	}

	/** A tiny decoder if one lies there, else colours; for latents of the usual kind only. */
	private static Optional<Sketch> sketch(final DiffusionModel model, final Monitor monitor) {
		final Autoencoder autoencoder = model.autoencoder();
		final Family family = model.info().family();
		final ColourSketch colours = ColourSketch.of(family, autoencoder.factor());
		if (colours.channels() != autoencoder.channels()) return Optional.empty();
		try {
			final Optional<Path> tiny = Installed.adapters().tinyDecoder(family);
			if (tiny.isPresent()) return Optional.of(TinyDecoder.open(tiny.get(), Options.DEFAULT));
		} catch (final Refusal e) {
			monitor.note("Warning: previews are coarse. " + e.getMessage());
		}
		return Optional.of(colours);
	}

	/** A model in use; closing it gives it back. */
	static final class Loan implements AutoCloseable {

		private final Place place;

		private Loan(final Place place) {
			this.place = place;
		}

		DiffusionModel model() {
			return place.model;
		}

		@Override
		public void close() {
			place.lock.unlock();
			tidy();
		}
	}

	private static Place place(final Path folder, final Additions additions) {
		synchronized (PLACES) {
			final Place place = PLACES.stream()
				.filter(p -> p.folder.equals(folder) && p.additions.equals(additions)).findFirst()
				.orElseGet(() -> new Place(folder, additions));
			PLACES.remove(place);
			PLACES.add(0, place);
			return place;
		}
	}

	/** Closes what was used longest ago. */
	private static void tidy() {
		synchronized (PLACES) {
			final List<Place> kept = List.copyOf(PLACES.subList(0, Math.min(KEPT, PLACES.size())));
			close(place -> !kept.contains(place));
		}
	}

	/** Closes some that are not in use; their places stay, as somebody may hold them. */
	private static void close(final Predicate<Place> which) {
		synchronized (PLACES) {
			for (final Place place : PLACES) {
				if (!which.test(place) || !place.tryLock()) continue;
				try {
					if (place.model != null) place.model.close();
					place.model = null;
				} finally {
					place.lock.unlock();
				}
			}
		}
	}

	private static void pause(final Monitor monitor) {
		try {
			Thread.sleep(50);
		} catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting.");
		}
	}

	private static final class Place {

		private final Path folder;
		private final Additions additions;
		private final ReentrantLock lock = new ReentrantLock();
		private DiffusionModel model;

		Place(final Path folder, final Additions additions) {
			this.folder = folder;
			this.additions = additions;
		}

		boolean tryLock() {
			return lock.tryLock();
		}
	}
}
