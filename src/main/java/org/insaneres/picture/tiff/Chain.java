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

	/** Values may be shared by directories, but not by many. */
	private static final int SHARED = 4;

	private Chain() {}

	/**
	 * Whether the chain of directories comes to an end inside the file, and what they announce has
	 * room in it. Readers that believe one that does not, as ImageJ's, go on for minutes or for ever.
	 *
	 * @throws IOException if the file cannot be read, or ends within a directory
	 */
	public static boolean ends(final Path file) throws IOException {
		try (FileChannel in = FileChannel.open(file)) {
			final ByteBuffer header = read(in, 0, HEADER, ByteOrder.BIG_ENDIAN);
			final ByteOrder order = header.get(0) == 'I'
				? ByteOrder.LITTLE_ENDIAN
				: ByteOrder.BIG_ENDIAN;
			final Set<Long> seen = new HashSet<>();
			long announced = 0;
			long at = Integer.toUnsignedLong(header.order(order).getInt(4));
			while (at != 0) {
				if (!seen.add(at) || at >= in.size()) return false;
				final int fields = Short.toUnsignedInt(read(in, at, 2, order).getShort());
				// Also the directories themselves, which may overlap
				announced += FIELD * fields;
				if (announced > SHARED * in.size()) return false;
				final ByteBuffer directory = read(in, at + 2, FIELD * fields + 4, order);
				for (int i = 0; i < fields; i++) {
					announced += bytes(directory, FIELD * i);
				}
				if (announced > SHARED * in.size()) return false;
				at = Integer.toUnsignedLong(directory.getInt(FIELD * fields));
			}
			return true;
		}
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
