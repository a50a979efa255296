/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.insaneres.Refusal;

/** Keeps two programs from downloading into the same folder at once. */
record Exclusive(FileChannel channel) implements AutoCloseable {

	private static final String LOCK = "lock";

	/** @throws Refusal if somebody is at it */
	static Exclusive of(final Path folder) throws IOException {
		final FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
			StandardOpenOption.WRITE);
		try {
			if (channel.tryLock() != null) return new Exclusive(channel);
		} catch (final OverlappingFileLockException here) {
			// The same answer
		}
		channel.close();
		throw new Refusal("This model is being downloaded already; wait until that is finished.");
	}

	/** Removes what a finished download leaves behind, and the folder above if that was the last. */
	static void tidy(final Path folder) {
		try {
			Files.deleteIfExists(folder.resolve("model"));
			Files.deleteIfExists(folder.resolve(LOCK));
			Files.delete(folder);
			Files.delete(folder.getParent());
		} catch (final IOException others) {
			// Other downloads wait there to go on, or somebody looks at the folder: no harm
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
