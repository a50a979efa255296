/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

import org.insaneres.Refusal;

/**
 * The text that A1111 and its like keep in PNG and JPEG files, under the name {@code parameters}.
 *
 * <pre>
 * PictureText.write(file, "a cat\nSteps: 20, Sampler: Euler, Seed: 7");
 * Optional&lt;String&gt; text = PictureText.read(file);
 * </pre>
 */
public final class PictureText {

	/** Longer texts are no settings, or an attack. */
	static final int LONGEST = 1 << 24;

	private static final int SIGNATURE = 8;

	private PictureText() {}

	/**
	 * @return the text; empty if there is none, or if the file is neither PNG nor JPEG
	 * @throws Refusal if the file is missing, cut off or damaged
	 */
	public static Optional<String> read(final Path file) {
		try (DataInputStream in = open(file)) {
			final byte[] start = start(in);
			if (PngText.is(start)) return PngText.read(in);
			if (JpegText.is(start)) return JpegText.read(in);
			return Optional.empty();
		} catch (final IOException | Damage e) {
			throw unreadable(file, e);
		}
	}

	/**
	 * Puts a text into a PNG or JPEG file, whose pixels stay as they are.
	 *
	 * @return whether it has room there; if not, the file is as it was
	 * @throws Refusal if the file is neither, or can not be written
	 */
	public static boolean write(final Path file, final String text) {
		final Path copy = file.resolveSibling(file.getFileName() + ".part");
		try {
			final boolean written;
			try (DataInputStream in = open(file);
				OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
				final byte[] start = start(in);
				if (PngText.is(start)) written = PngText.insert(text, in, out);
				else if (JpegText.is(start)) written = JpegText.insert(text, in, out);
				else throw new Damage("it is neither PNG nor JPEG");
			}
			if (written) Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
			return written;
		} catch (final IOException | Damage e) {
			throw unreadable(file, e);
		} finally {
			delete(copy);
		}
	}

	private static DataInputStream open(final Path file) throws IOException {
		return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
	}

	/** The first bytes, which are read again afterwards. */
	private static byte[] start(final InputStream in) throws IOException {
		in.mark(SIGNATURE);
		final byte[] start = Arrays.copyOf(in.readNBytes(SIGNATURE), SIGNATURE);
		in.reset();
		return start;
	}

	private static void delete(final Path copy) {
		try {
			Files.deleteIfExists(copy);
		} catch (final IOException e) {
			// It was only a copy
		}
	}

	private static Refusal unreadable(final Path file, final Exception e) {
		if (e instanceof java.nio.file.NoSuchFileException) {
			return new Refusal("There is no file " + file + ": choose another one.", e);
		}
		final String why = e instanceof java.io.EOFException ? "it is cut off" : e.getMessage();
		return new Refusal("The file " + file + " cannot be used: " + why + ".", e);
	}
}
