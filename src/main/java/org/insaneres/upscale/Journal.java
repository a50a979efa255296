/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is finished of a long job, kept on disk so that the job can be taken up again after a crash.
 *
 * <pre>
 * try (Journal journal = Journal.open(folder, job).orElseThrow()) {
 * 	float[] tile = journal.get("tile 7").orElseGet(() -&gt; {
 * 		float[] made = paint();
 * 		journal.put("tile 7", made);
 * 		return made;
 * 	});
 * 	journal.finish();
 * }
 * </pre>
 *
 * Every entry is a file of its own, which is there completely or not at all. A job that does the
 * same again finds the same entries; who is killed loses at most the entry being written.
 */
public final class Journal implements AutoCloseable {

	private static final String LOCK = "lock";
	private static final String TEXT = "command.txt";

	/** Beginning of the names of jobs that nobody resumes. */
	private static final String ONCE = "once-";

	private final Path folder;
	private final FileChannel channel;
	private final FileLock lock;

	private Journal(final Path folder, final FileChannel channel, final FileLock lock) {
		this.folder = folder;
		this.channel = channel;
		this.lock = lock;
	}

	/**
	 * Opens a journal, new or old.
	 *
	 * @param root folder of all journals
	 * @param job name of the job, letters and digits; a job that differs in anything has another name
	 * @return empty if somebody else is working with it
	 * @throws UncheckedIOException if the disk does not allow it
	 */
	public static Optional<Journal> open(final Path root, final String job) {
		final Path folder = root.resolve(job);
		try {
			Files.createDirectories(folder);
			final Journal journal = locked(folder);
			if (journal == null) return Optional.empty();
			journal.sweep();
			Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
			return Optional.of(journal);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Opens a new journal that nobody resumes. */
	public static Journal once(final Path root) {
		return open(root, ONCE + UUID.randomUUID()).orElseGet(() -> once(root));
	}

	/** Whether something is kept of any job. */
	public static boolean any(final Path root) {
		return !newestFirst(root).isEmpty();
	}

	/** Whether something is kept of a job. */
	public static boolean exists(final Path root, final String job) {
		return Files.isDirectory(root.resolve(job));
	}

	/**
	 * Removes what nobody will come back to: the journals used longest ago, as long as all together
	 * are too large, and those that are too old. Journals in use stay.
	 *
	 * @param root folder of all journals
	 * @param bytes that may stay
	 * @param oldest when the oldest that may stay was opened
	 */
	public static void tidy(final Path root, final long bytes, final Instant oldest) {
		long total = 0;
		for (final Path folder : newestFirst(root)) {
			try {
				total += Entry.size(folder);
				final boolean wanted = !folder.getFileName().toString().startsWith(ONCE) &&
					opened(folder).isAfter(oldest);
				if (wanted && total <= bytes) continue;
				final Journal journal = locked(folder);
				if (journal != null) journal.finish();
			} catch (IOException | UncheckedIOException e) {
				// Somebody else is tidying up, or will be able to another time
			}
		}
	}

	private static List<Path> newestFirst(final Path root) {
		if (!Files.isDirectory(root)) return List.of();
		try (Stream<Path> folders = Files.list(root)) {
			return folders.filter(Files::isDirectory)
				.sorted((a, b) -> opened(b).compareTo(opened(a))).toList();
		} catch (final IOException e) {
			return List.of();
		}
	}

	private static Instant opened(final Path folder) {
		try {
			return Files.getLastModifiedTime(folder).toInstant();
		} catch (final IOException e) {
			return Instant.EPOCH;
		}
	}

	/** Null if somebody else has it, in this program or another. */
	private static Journal locked(final Path folder) throws IOException {
		final FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
			StandardOpenOption.WRITE);
		try {
			final FileLock lock = channel.tryLock();
			if (lock != null) return new Journal(folder, channel, lock);
		} catch (final OverlappingFileLockException e) {
			// As if another program had it
		}
		channel.close();
		return null;
	}

	/** What was being written when a former run was killed. */
	private void sweep() throws IOException {
		for (final Path file : files()) {
			if (Entry.unfinished(file)) Files.deleteIfExists(file);
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> !file.endsWith(LOCK)).toList();
		}
	}

	/**
	 * @param name of an entry, letters, digits and blanks
	 * @return empty if there is none, or if what is there is not whole; such an entry is removed
	 * @throws UncheckedIOException if the disk does not allow it
	 */
	public Optional<float[]> get(final String name) {
		final Path file = file(name);
		if (!Files.exists(file)) return Optional.empty();
		try {
			final float[] values = Entry.read(file, name);
			if (values == null) Files.deleteIfExists(file);
			return Optional.ofNullable(values);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/**
	 * Keeps an entry, which is on disk for good when this returns.
	 *
	 * @throws UncheckedIOException if the disk does not allow it, such as when it is full
	 */
	public void put(final String name, final float[] values) {
		try {
			Entry.write(file(name), name, values);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Keeps a text for people who look into the folder. */
	void describe(final String text) {
		try {
			Files.writeString(folder.resolve(TEXT), text + "\n");
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Removes all entries whose names begin so. */
	public void drop(final String beginning) {
		try {
			for (final Path file : files()) {
				if (file.getFileName().toString().startsWith(beginning)) Files.deleteIfExists(file);
			}
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Path file(final String name) {
		return folder.resolve(name);
	}

	/** The job is done, or not wanted any more: removes everything. */
	public void finish() {
		try {
			for (final Path file : files()) {
				Files.deleteIfExists(file);
			}
			close();
			Files.deleteIfExists(folder.resolve(LOCK));
			Files.deleteIfExists(folder);
		} catch (final DirectoryNotEmptyException e) {
			// Somebody has opened it anew in this moment
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Lets others have it; what is in it stays. */
	@Override
	public void close() {
		try {
			if (lock.isValid()) lock.release();
			channel.close();
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
