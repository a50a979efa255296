/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** How the directories of a classic TIFF follow each other (TIFF 6.0, section 2). */
public final class Chain {

	private static final int HEADER = 8;
	private static final int FIELD = 12;

	/** Bytes of a value by its type. */
	private static final int[] WIDTHS = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

	/** More fields are none of a picture, and ImageJ takes no more. */
	private static final int MOST = 1000;

	private static final int CLASSIC = 42;

	private static final int WIDTH = 256;
	private static final int HEIGHT = 257;
	private static final int COMPRESSION = 259;
	private static final int SAMPLES = 277;
	private static final int UNCOMPRESSED = 1;
	private static final int SHORT = 3;

	/** Values may be shared by directories, but not by many. */
	private static final int SHARED = 4;

	private Chain() {}

	/**
	 * Whether the chain of directories comes to an end inside the file, and what they announce has
	 * room in it. Readers that believe one that does not, as ImageJ's and Java's, go on for ever or
	 * take a multiple of its size in memory. Files of other kinds have no chain that does not end.
	 *
	 * @throws IOException if the file cannot be read, or ends within a directory
	 */
	public static boolean ends(final Path file) throws IOException {
		try (FileChannel in = FileChannel.open(file)) {
			final ByteBuffer header = read(in, 0, HEADER, ByteOrder.BIG_ENDIAN);
			final ByteOrder order = header.get(0) == 'I'
				? ByteOrder.LITTLE_ENDIAN
				: ByteOrder.BIG_ENDIAN;
			if (header.order(order).getShort(2) != CLASSIC) return true;
			final Set<Long> seen = new HashSet<>();
			long announced = 0;
			long at = Integer.toUnsignedLong(header.getInt(4));
			while (at != 0) {
				if (!seen.add(at) || at >= in.size()) return false;
				final int fields = Short.toUnsignedInt(read(in, at, 2, order).getShort());
				if (fields > MOST) return false;
				// Also the directories themselves, which may overlap
				announced += FIELD * fields;
				if (announced > SHARED * in.size()) return false;
				final ByteBuffer directory = read(in, at + 2, FIELD * fields + 4, order);
				for (int i = 0; i < fields; i++) {
					announced += bytes(directory, FIELD * i);
				}
				announced += picture(directory, fields);
				if (announced > SHARED * in.size()) return false;
				at = Integer.toUnsignedLong(directory.getInt(FIELD * fields));
			}
			return true;
		}
	}

	/** Bytes of an uncompressed picture, at least: of one bit each sample. Otherwise 0. */
	private static long picture(final ByteBuffer directory, final int fields) {
		long pixels = 1;
		for (int i = 0; i < fields; i++) {
			final int at = FIELD * i;
			final long value = value(directory, at);
			switch (Short.toUnsignedInt(directory.getShort(at))) {
				case WIDTH, HEIGHT, SAMPLES ->
					pixels = Math.min(Integer.MAX_VALUE, pixels) * value;
				case COMPRESSION -> pixels *= value == UNCOMPRESSED ? 1 : 0;
				default -> {
					// Says nothing about the size
				}
			}
		}
		return pixels / Byte.SIZE;
	}

	private static long value(final ByteBuffer directory, final int at) {
		return directory.getShort(at + 2) == SHORT
			? Short.toUnsignedInt(directory.getShort(at + 8))
			: Integer.toUnsignedLong(directory.getInt(at + 8));
	}

	private static long bytes(final ByteBuffer directory, final int at) {
		final int type = Short.toUnsignedInt(directory.getShort(at + 2));
		return Integer.toUnsignedLong(directory.getInt(at + 4)) *
			WIDTHS[type < WIDTHS.length ? type : 0];
	}

	private static ByteBuffer read(final FileChannel in, final long at, final int size,
		final ByteOrder order) throws IOException {
		if (at + size > in.size()) throw new IOException("cut off");
		final ByteBuffer bytes = ByteBuffer.allocate(size).order(order);
		while (bytes.hasRemaining() && in.read(bytes, at + bytes.position()) >= 0) {
			// Reads on until all is there
		}
		return bytes.flip();
	}
}
