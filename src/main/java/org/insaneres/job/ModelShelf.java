/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

import org.insaneres.Monitor;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.model.RecallingAutoencoder;
import org.insaneres.model.RecallingTextEncoder;
import org.insaneres.model.TextEncoder;
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
	 * @param monitor hears of the loading and may end the waiting
	 * @throws org.insaneres.Refusal if there is no such model, or it can not be used
	 */
	static Loan borrow(final String name, final Monitor monitor) {
		final Path folder = Installed.library().find(name).folder().toAbsolutePath().normalize();
		final Place place = place(folder);
		while (!place.tryLock()) {
			monitor.progress(0, "Waiting for another run with this model");
			monitor.check();
			pause(monitor);
		}
		try {
			if (place.model == null) place.model = tiling(ModelFolder.open(folder, monitor));
			return new Loan(place);
		} catch (final Throwable e) {
			place.lock.unlock();
			throw e;
		}
	}

	/**
	 * The model with an autoencoder whose memory does not grow with the picture, and which remembers
	 * the pictures and texts that it encoded last.
	 */
	private static DiffusionModel tiling(final DiffusionModel model) {
		final Autoencoder autoencoder = model.autoencoder();
		return new DiffusionModel(model.info(),
			model.encoders().stream().<TextEncoder>map(RecallingTextEncoder::new).toList(),
			model.network(), autoencoder.linear()
				? autoencoder
				: new RecallingAutoencoder(new TiledAutoencoder(autoencoder, TILE, OVERLAP)),
			model.scheduler());
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

	private static Place place(final Path folder) {
		synchronized (PLACES) {
			final Place place = PLACES.stream().filter(p -> p.folder.equals(folder)).findFirst()
				.orElseGet(() -> new Place(folder));
			PLACES.remove(place);
			PLACES.add(0, place);
			return place;
		}
	}

	/**
	 * Closes what was used longest ago and is not in use; its place stays, as somebody may hold it.
	 */
	private static void tidy() {
		synchronized (PLACES) {
			for (final Place place : List.copyOf(PLACES.subList(Math.min(KEPT, PLACES.size()),
				PLACES.size()))) {
				if (!place.tryLock()) continue;
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
		private final ReentrantLock lock = new ReentrantLock();
		private DiffusionModel model;

		Place(final Path folder) {
			this.folder = folder;
		}

		boolean tryLock() {
			return lock.tryLock();
		}
	}
}
