/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Refusal;
import org.insaneres.picture.Lazily;

/**
 * Reads parts of the first picture of a TIFF of any size, without holding it.
 *
 * <pre>
 * try (TiffReader tiff = TiffReader.open(file)) {
 * 	final Img&lt;FloatType&gt; picture = tiff.picture(); // read where it is looked at
 * }
 * </pre>
 */
public interface TiffReader extends AutoCloseable {

	/** In pixels. */
	long width();

	/** In pixels. */
	long height();

	/** The kind that can hold its pixels. */
	Samples samples();

	/**
	 * @param window inside of the picture
	 * @return 3 x height x width, numbers of a type from 0 to its largest as 0 to 1, floats as they
	 * are
	 * @throws Refusal if the file is damaged
	 */
	float[] read(Interval window);

	/** All of it, at (0, 0); usable until this is closed. */
	default Img<FloatType> picture() {
		return Lazily.picture(width(), height(), this::read);
	}

	@Override
	void close();

	/**
	 * @throws Refusal if the file is none that can be read
	 */
	static TiffReader open(final Path file) {
		if (!Files.isRegularFile(file)) {
			throw new Refusal("There is no file " + file + ": give the whole path of a TIFF.");
		}
		try {
			return BigTiff.is(file) ? BigTiff.open(file) : ClassicTiff.open(file);
		} catch (final IOException | RuntimeException e) {
			if (e instanceof Refusal refusal) throw refusal;
			throw new Refusal("The file " + file + " cannot be read as a TIFF (" + e.getMessage() +
				"): save it again as an uncompressed TIFF.", e);
		}
	}
}
