/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.nio.file.Path;
import java.util.Optional;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Lazily;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;

/** A way to give a picture a new size before it is painted. */
@FunctionalInterface
public interface Enlargement {

	/** The name of {@link #PLAIN} in macros. */
	String LANCZOS = "Lanczos";

	/** Lanczos resampling, for larger and smaller sizes. */
	Enlargement PLAIN = (picture, width, height, monitor) -> picture.dimension(0) == width &&
		picture.dimension(1) == height
			? picture
			: Resampling.resize(picture, Kernel.LANCZOS, width, height);

	/** The same, computed where it is read. */
	Enlargement LAZY = (picture, width, height, monitor) -> {
		if (picture.dimension(0) == width && picture.dimension(1) == height) return picture;
		final Resampling resampling = new Resampling(Kernel.LANCZOS, picture.dimension(0),
			picture.dimension(1), width, height);
		return Lazily.picture(width, height, window -> resampling.apply(picture, window));
	};

	/** Where a network puts what it makes. */
	@FunctionalInterface
	interface Room {

		Room MEMORY = Pictures::create;

		/** @return width x height x 3 at (0, 0), that can be written */
		RandomAccessibleInterval<FloatType> picture(long width, long height);
	}

	/**
	 * @param picture width x height x 3 at (0, 0)
	 * @return of the new size, exactly
	 */
	RandomAccessibleInterval<FloatType> enlarge(RandomAccessibleInterval<FloatType> picture,
		int width, int height, Monitor monitor);

	/**
	 * @param name Lanczos, or the name or path of an upscaler
	 * @throws org.insaneres.Refusal if there is none of this name
	 */
	static Enlargement named(final String name) {
		return file(name).<Enlargement>map(file -> new RecallingEnlargement(
			new NetworkEnlargement(file, Room.MEMORY, PLAIN))).orElse(PLAIN);
	}

	/** The same for pictures larger than memory. */
	static Enlargement named(final String name, final Room room) {
		return file(name).<Enlargement>map(file -> new NetworkEnlargement(file, room, LAZY))
			.orElse(LAZY);
	}

	/** The file of an upscaler, if it has one. The same names and errors. */
	static Optional<Path> file(final String name) {
		return name.isBlank() || name.strip().equalsIgnoreCase(LANCZOS)
			? Optional.empty()
			: Optional.of(Installed.upscaler(name.strip()));
	}
}
