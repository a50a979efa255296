/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.insaneres.model.RecallingAutoencoder;
import org.insaneres.model.RecallingTextEncoder;
import org.insaneres.model.Sketch;
import org.insaneres.model.TextEncoder;
import org.insaneres.model.adapter.Adapters;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.TinyDecoder;
import org.insaneres.onnx.Options;
import org.insaneres.upscale.TiledAutoencoder;

/**
 * Keeps the models used last open, so that the next run starts at once. A model is lent to one job
 * at a time; who needs the same waits.
 */
public final class ModelShelf {

	/** A recipe goes back and forth between two. */
	private static final int KEPT = 2;

	/** After so long without use a model gives its memory back. */
	private static final Duration PATIENCE = Duration.ofMinutes(15);

	private static final ScheduledExecutorService SWEEPER = Executors
		.newSingleThreadScheduledExecutor(task -> {
			final Thread thread = new Thread(task, "InsaneRes idle models");
			thread.setDaemon(true);
			return thread;
		});

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
	public static Loan borrow(final String name, final GenerationSettings settings,
		final Monitor monitor) {
		final Path folder = Installed.library().find(name).folder().toAbsolutePath().normalize();
		final Contents contents = new Contents(folder, Additions.of(folder, settings, monitor),
			Preferences.read().machine());
		final Place place = place(contents);
		while (!place.tryLock()) {
			monitor.progress(0, "Waiting for another run with this model");
			monitor.check();
			pause(monitor);
		}
		try {
			if (place.model == null) {
				// With other LoRAs the same checkpoint is another model of the same size
				close(other -> other != place && other.contents.model.equals(folder));
				if (!Files.isDirectory(folder) && !Checkpoint.fits(folder)) {
					close(other -> other != place);
				}
				place.model = contents.open(monitor);
			}
			return new Loan(place);
		} catch (final Throwable e) {
			place.lock.unlock();
			throw e;
		}
	}

	/**
	 * All that decides what a model paints: its folder, or its file with what lies beside it and what
	 * it is opened with.
	 *
	 * @param name of an installed model, or the path of a model; empty for the default model
	 * @param settings with the prompts, which may ask for LoRAs and embeddings
	 * @throws Refusal if there is no such model, or it can not be used
	 */
	public static List<Path> files(final String name, final GenerationSettings settings) {
		final Path model = Installed.library().find(name).folder().toAbsolutePath().normalize();
		final List<Path> files = new ArrayList<>(List.of(model));
		if (Files.isRegularFile(model)) {
			for (final String ending : List.of(".yaml", ".json")) {
				final Path beside = model.resolveSibling(Adapters.name(model) + ending);
				if (Files.isRegularFile(beside)) files.add(beside);
			}
		}
		files.addAll(Additions.of(model, settings, Monitor.NONE).files());
		return files;
	}

	/** A model in use; closing it gives it back. */
	public static final class Loan implements AutoCloseable {

		private final Place place;

		private Loan(final Place place) {
			this.place = place;
		}

		public DiffusionModel model() {
			return place.model;
		}

		@Override
		public void close() {
			place.used = System.nanoTime();
			place.lock.unlock();
			tidy();
			SWEEPER.schedule(() -> closeIdle(PATIENCE), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private static Place place(final Contents contents) {
		synchronized (PLACES) {
			final Place place = PLACES.stream().filter(p -> p.contents.equals(contents)).findFirst()
				.orElseGet(() -> new Place(contents));
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

	/** Closes what was not used for so long. */
	static void closeIdle(final Duration time) {
		close(place -> System.nanoTime() - place.used >= time.toNanos());
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

	/**
	 * What is opened, and how.
	 *
	 * @param model a folder of ONNX files, or a checkpoint
	 */
	private record Contents(Path model, Additions additions, Options options) {

		DiffusionModel open(final Monitor monitor) {
			return complete(Files.isDirectory(model)
				? ModelFolder.open(model, options, monitor)
				: Checkpoint.open(model, additions.options(model, options, monitor), monitor), monitor);
		}

		/**
		 * The model with quick previews and an autoencoder whose memory does not grow with pictures; it
		 * remembers the pictures and texts that it encoded last.
		 */
		private DiffusionModel complete(final DiffusionModel opened, final Monitor monitor) {
			return new DiffusionModel(opened.info(),
				opened.encoders().stream().<TextEncoder>map(RecallingTextEncoder::new).toList(),
				opened.network(), autoencoder(opened, monitor), opened.scheduler());
		}

		private Autoencoder autoencoder(final DiffusionModel opened, final Monitor monitor) {
			final Autoencoder plain = opened.autoencoder();
			if (plain.linear()) return plain;
			final Autoencoder seen = sketch(opened, monitor).map(sketch -> sketch.with(plain))
				.orElse(plain);
			return new RecallingAutoencoder(new TiledAutoencoder(seen, TILE, OVERLAP));
		}

		/** A tiny decoder if one lies there, else colours; for latents of the usual kind only. */
		private Optional<Sketch> sketch(final DiffusionModel opened, final Monitor monitor) {
			final Autoencoder autoencoder = opened.autoencoder();
			final Family family = opened.info().family();
			final ColourSketch colours = ColourSketch.of(family, autoencoder.factor());
			if (colours.channels() != autoencoder.channels()) return Optional.empty();
			try {
				final Optional<Path> tiny = Installed.adapters().tinyDecoder(family);
				if (tiny.isPresent()) return Optional.of(TinyDecoder.open(tiny.get(), options));
			} catch (final Refusal e) {
				monitor.note("Warning: previews are coarse. " + e.getMessage());
			}
			return Optional.of(colours);
		}
	}

	private static final class Place {

		private final Contents contents;
		private final ReentrantLock lock = new ReentrantLock();
		private DiffusionModel model;
		private volatile long used = System.nanoTime();

		Place(final Contents contents) {
			this.contents = contents;
		}

		boolean tryLock() {
			return lock.tryLock();
		}
	}
}
