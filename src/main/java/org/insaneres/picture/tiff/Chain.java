/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.io.DataInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** How the directories of a classic TIFF follow each other (TIFF 6.0, section 2). */
public final class Chain {

	private static final int FIRST = 4;
	private static final int FIELD = 12;

	private Chain() {}

	/**
	 * Whether the chain of directories comes to an end inside the file. Readers that follow one that
	 * does not, as ImageJ's, never stop.
	 *
	 * @throws IOException if the file cannot be read, or ends within a directory
	 */
	public static boolean ends(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			final boolean little = in.readByte() == 'I';
			final Set<Long> seen = new HashSet<>();
			in.seek(FIRST);
			for (long at = number(in, little); at != 0; at = number(in, little)) {
				if (!seen.add(at) || at >= in.length()) return false;
				in.seek(at);
				final int fields = Short.toUnsignedInt(little
					? Short.reverseBytes(in.readShort())
					: in.readShort());
				in.seek(at + 2 + (long) FIELD * fields);
			}
			return true;
		}
	}

	private static long number(final DataInput in, final boolean little) throws IOException {
		final int value = in.readInt();
		return Integer.toUnsignedLong(little ? Integer.reverseBytes(value) : value);
	}
}
