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

	/**
	 * @param picture width x height x 3 at (0, 0)
	 * @return of the new size, exactly
	 */
	RandomAccessibleInterval<FloatType> enlarge(RandomAccessibleInterval<FloatType> picture,
		int width, int height, Monitor monitor);

	/**
	 * @param name Lanczos, or the name or path of an ONNX upscaler
	 * @throws org.insaneres.Refusal if there is none of this name
	 */
	static Enlargement named(final String name) {
		return file(name).<Enlargement>map(
			file -> new RecallingEnlargement(new NetworkEnlargement(file))).orElse(PLAIN);
	}

	/** The file of an upscaler, if it has one. The same names and errors. */
	static Optional<Path> file(final String name) {
		return name.isBlank() || name.strip().equalsIgnoreCase(LANCZOS)
			? Optional.empty()
			: Optional.of(Installed.upscaler(name.strip()));
	}
}
