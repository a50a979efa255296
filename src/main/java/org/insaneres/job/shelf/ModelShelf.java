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
import java.util.concurrent.Future;
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
import org.insaneres.model.checkpoint.VaeFile;
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

	private static final ScheduledExecutorService BACKGROUND = Executors
		.newSingleThreadScheduledExecutor(task -> {
			final Thread thread = new Thread(task, "InsaneRes model shelf");
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
		final Additions additions = Additions.of(folder, settings, monitor);
		final Place place = open(new Contents(folder, additions, Preferences.read().machine()),
			monitor);
		place.untold.forEach(monitor::note);
		place.untold.clear();
		return new Loan(place, additions.files(folder, settings));
	}

	/**
	 * Opens a model in the background, as it will probably be borrowed soon. What there is to say of
	 * it is told to who borrows it, and what goes wrong goes wrong again then.
	 *
	 * @param name of an installed model, or the path of one; empty for the default model
	 * @param settings with the prompts, which may ask for LoRAs and embeddings
	 * @return done when it is open, or cannot be opened
	 */
	public static Future<?> expect(final String name, final GenerationSettings settings) {
		return BACKGROUND.submit(() -> {
			try {
				final Path folder = Installed.library().find(name).folder().toAbsolutePath().normalize();
				final Contents contents = new Contents(folder,
					Additions.of(folder, settings, Monitor.NONE), Preferences.read().machine());
				final List<String> notes = new ArrayList<>();
				final Place place = open(contents, new Monitor() {

					@Override
					public void note(final String line) {
						notes.add(line);
					}
				});
				place.untold.addAll(notes);
				giveBack(place);
			} catch (final RuntimeException | OutOfMemoryError e) {
				// Told to who borrows it
			}
		});
	}

	/** The place of an open model, locked. */
	private static Place open(final Contents contents, final Monitor monitor) {
		final Place place = place(contents);
		while (!place.tryLock()) {
			monitor.progress(0, "Waiting for the model, which is being opened or in use");
			monitor.check();
			pause(monitor);
		}
		try {
			if (place.model == null) {
				// With other LoRAs the same checkpoint is another model of the same size
				close(other -> other != place && other.contents.model.equals(contents.model));
				if (!Files.isDirectory(contents.model) && !Checkpoint.fits(contents.model)) {
					close(other -> other != place);
				}
				place.untold.clear();
				place.model = contents.open(monitor);
			}
			return place;
		} catch (final Throwable e) {
			place.lock.unlock();
			throw e;
		}
	}

	private static void giveBack(final Place place) {
		place.used = System.nanoTime();
		place.lock.unlock();
		tidy();
		BACKGROUND.schedule(() -> closeIdle(PATIENCE), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
		files.addAll(Additions.of(model, settings, Monitor.NONE).files(model, settings));
		return files.stream().distinct().toList();
	}

	/** A model in use; closing it gives it back. */
	public static final class Loan implements AutoCloseable {

		private final Place place;
		private final DiffusionModel model;

		private Loan(final Place place, final List<Path> files) {
			this.place = place;
			final DiffusionModel lent = place.model;
			model = new DiffusionModel(lent.info().with(files), lent.encoders(), lent.network(),
				lent.autoencoder(), lent.scheduler());
		}

		/** The model, which says what changes it. */
		public DiffusionModel model() {
			return model;
		}

		@Override
		public void close() {
			giveBack(place);
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
			final DiffusionModel opened = Files.isDirectory(model)
				? withVae(ModelFolder.open(model, options, monitor), monitor)
				: Checkpoint.open(model, additions.options(model, options, monitor), monitor);
			try {
				return complete(opened, monitor);
			} catch (final Throwable e) {
				opened.close();
				throw e;
			}
		}

		/** A folder of ONNX files with another autoencoder, where one is chosen. */
		private DiffusionModel withVae(final DiffusionModel opened, final Monitor monitor) {
			if (additions.vae() == null) return opened;
			try {
				final Autoencoder other = VaeFile.open(additions.vae().file(), latents(opened), options,
					monitor);
				final Autoencoder own = opened.autoencoder();
				if (own.linear() || own.channels() != other.channels()
					|| own.factor() != other.factor()) {
					other.close();
					throw new Refusal("The VAE " + additions.vae().file() + " does not fit the model "
						+ opened.info().name() + ", whose latents are others; leave vae out.");
				}
				own.close();
				return new DiffusionModel(opened.info(), opened.encoders(), opened.network(), other,
					opened.scheduler());
			} catch (final Throwable e) {
				opened.close();
				throw e;
			}
		}

		/** Stable Diffusion XL, the only one with two text encoders, has other latents. */
		private static Family latents(final DiffusionModel model) {
			return model.encoders().size() > 1 ? Family.SDXL : Family.SD1;
		}

		/**
		 * The model with quick previews and an autoencoder whose memory does not grow with pictures; it
		 * remembers the pictures and texts that it encoded last.
		 */
		private DiffusionModel complete(final DiffusionModel opened, final Monitor monitor) {
			return new DiffusionModel(opened.info(),
				opened.encoders().stream().<TextEncoder>map(RecallingTextEncoder::new).toList(),
				new Timed(opened.network(), opened.info().name(), opened.autoencoder().factor()),
				autoencoder(opened, monitor), opened.scheduler());
		}

		private Autoencoder autoencoder(final DiffusionModel opened, final Monitor monitor) {
			final Autoencoder plain = opened.autoencoder();
			if (plain.linear()) return plain;
			return new RecallingAutoencoder(
				new TiledAutoencoder(decoded(opened, monitor), TILE, OVERLAP));
		}

		/** With the decoder for results and previews. */
		private Autoencoder decoded(final DiffusionModel opened, final Monitor monitor) {
			final Autoencoder plain = opened.autoencoder();
			if (additions.tiny() == null) {
				return sketch(opened, monitor).map(sketch -> sketch.with(plain)).orElse(plain);
			}
			monitor.note("The result is decoded by the tiny decoder "
				+ additions.tiny().file().getFileName() + ": fast, and slightly softer.");
			return TinyDecoder.open(additions.tiny().file(), options).decoding(plain);
		}

		/** A tiny decoder if one lies there, else colours; for latents of the usual kind only. */
		private Optional<Sketch> sketch(final DiffusionModel opened, final Monitor monitor) {
			final Autoencoder autoencoder = opened.autoencoder();
			final Family family = latents(opened);
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
		private final List<String> untold = new ArrayList<>();
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
