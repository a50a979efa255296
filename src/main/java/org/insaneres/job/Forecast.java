/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.insaneres.Refusal;

/** What a job will need, said before it starts, and refused where it is not there. */
final class Forecast {

	/** Bytes for a pixel of what is painted at once: pictures, latents and their sums. */
	private static final long PAINTED = 160;

	/** Pixels that are painted at once at most, if a tile is not larger. */
	private static final long BLOCK = 1 << 22;

	/** Bytes for cells of pictures that lie on disk, and for rows on their way. */
	private static final long CELLS = 192L << 20;

	/** Bytes for a pixel of a result in memory: enlarged, its pieces, painted, and as an image. */
	private static final long HELD = 12 + 24 + 12 + 4;

	/** Bytes on disk for a pixel: in the picture in the making, and in its finished pieces. */
	private static final double STORED = 12 + 16;

	/** Bytes of an answer of the network for a pixel, overlaps counted. */
	private static final double ANSWERED = 16;

	/** Share of a block that blocks after it must know in every step. */
	private static final double TOLD = 0.08;

	private Forecast() {}

	/** Java memory for a result in memory, beside what is in use. */
	static long inMemory(final long width, final long height, final int tile) {
		return width * height * HELD + PAINTED * atOnce(width, height, tile);
	}

	/** Java memory for a result that goes into a file. */
	static long inFile(final long width, final long height, final int tile) {
		return CELLS + PAINTED * atOnce(width, height, tile);
	}

	private static long atOnce(final long width, final long height, final int tile) {
		return Math.min(width * height, Math.max(BLOCK, (long) tile * tile));
	}

	/** Whether so much Java memory can still be taken, if need be after tidying up. */
	static boolean fits(final long bytes) {
		if (bytes <= free()) return true;
		System.gc();
		return bytes <= free();
	}

	/** Java memory that can still be taken. */
	static long free() {
		final Runtime java = Runtime.getRuntime();
		return java.maxMemory() - java.totalMemory() + java.freeMemory();
	}

	/**
	 * Disk for the journal and the picture in the making.
	 *
	 * @param evaluations of the network for a tile
	 */
	static long onDisk(final long width, final long height, final int tile,
		final double evaluations) {
		return (long) (width * height * (STORED + TOLD * ANSWERED * evaluations) +
			atOnce(width, height, tile) * ANSWERED * evaluations);
	}

	/**
	 * @param bytes that must be free where a folder is or will be
	 * @param hint what to do if they are not, a part of a sentence
	 * @throws Refusal if they are not
	 */
	static void requireDisk(final Path folder, final long bytes, final String hint) {
		final long free = usable(folder);
		if (bytes > free) {
			throw new Refusal("This needs about " + say(bytes) + " on the disk of " + folder +
				", and " + say(free) + " are free there: " + hint + ".");
		}
	}

	private static long usable(final Path folder) {
		try {
			return disk(folder).getUsableSpace();
		} catch (final IOException e) {
			throw new Refusal("The folder " + folder + " cannot be used (" + e.getMessage() +
				"): choose another.", e);
		}
	}

	/** Whether two folders, which need not exist yet, are on one disk. */
	static boolean together(final Path one, final Path other) {
		try {
			return disk(one).equals(disk(other));
		} catch (final IOException e) {
			return false;
		}
	}

	private static FileStore disk(final Path folder) throws IOException {
		Path there = folder.toAbsolutePath();
		while (!Files.exists(there)) {
			there = there.getParent();
		}
		return Files.getFileStore(there);
	}

	/** By how much the sides of a result must shrink to fit into memory, 0 to 1. */
	static double share(final long width, final long height) {
		double low = 0;
		double high = 1;
		for (int i = 0; i < 20; i++) {
			final double middle = (low + high) / 2;
			final boolean fits = inMemory((long) (width * middle), (long) (height * middle),
				0) <= free();
			low = fits ? middle : low;
			high = fits ? high : middle;
		}
		return low;
	}

	/** A number of bytes for people. */
	static String say(final long bytes) {
		return bytes < 10L << 30
			? (bytes >> 20) + " MB"
			: String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1 << 30));
	}

	/** A time for people. */
	static String say(final double seconds) {
		final long minutes = Math.round(seconds / 60);
		if (seconds < 90) return Math.round(seconds) + " s";
		return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
	}
}
