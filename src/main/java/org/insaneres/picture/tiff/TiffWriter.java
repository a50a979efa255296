/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a picture of any size as an uncompressed TIFF, from top to bottom, without holding it.
 *
 * <pre>
 * try (TiffWriter tiff = new TiffWriter(file, 16384, 16384, Samples.RGB8, new Label("a text"))) {
 * 	tiff.write(rows); // as often as it takes
 * 	tiff.finish();
 * }
 * </pre>
 *
 * Up to 4 GB it is a TIFF that all programs read, above that a BigTIFF. Until {@link #finish()} the
 * file has another name, and nothing is left of a picture that was not finished.
 */
public final class TiffWriter implements AutoCloseable {

	/** What fits into a classic TIFF, with room for its header. */
	private static final long CLASSIC = 0xffff_0000L;

	private final Path file;
	private final Path part;
	private final FileChannel out;
	private final long size;

	/**
	 * @param file to be written, or replaced when the picture is finished
	 * @param label kept in the file
	 * @throws UncheckedIOException if it cannot be written
	 */
	public TiffWriter(final Path file, final long width, final long height, final Samples samples,
		final Label label) {
		this(file, width, height, samples, label, CLASSIC);
	}

	/** @param classic bytes of pixels up to which it is no BigTIFF */
	TiffWriter(final Path file, final long width, final long height, final Samples samples,
		final Label label, final long classic) {
		this.file = file;
		this.part = file.resolveSibling(file.getFileName() + ".part");
		final long data = width * height * samples.bytes();
		try {
			out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING);
			final ByteBuffer header = Directory.header(width, height, samples, label,
				data > classic);
			size = header.remaining() + data;
			write(header);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Bytes of a file for a picture, nearly. */
	public static long size(final long width, final long height, final Samples samples) {
		return width * height * samples.bytes();
	}

	/**
	 * Writes the next rows.
	 *
	 * @param rows pixel by pixel, samples of more than a byte with their lowest byte first
	 */
	public void write(final byte[] rows) {
		try {
			write(ByteBuffer.wrap(rows));
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void write(final ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			out.write(bytes);
		}
	}

	/**
	 * Gives the file its name, with all of it on the disk.
	 *
	 * @throws IllegalStateException if rows are missing or too many
	 */
	public void finish() {
		try {
			if (out.position() != size) {
				throw new IllegalStateException(out.position() + " of " + size + " bytes written");
			}
			out.force(true);
			out.close();
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Removes what is not finished. */
	@Override
	public void close() {
		try {
			out.close();
			Files.deleteIfExists(part);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
