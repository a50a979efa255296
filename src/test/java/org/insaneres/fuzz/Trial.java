/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import com.sun.management.ThreadMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.insaneres.Refusal;

/**
 * One foreign input being read: it must end within a second, with a result or a refusal in one
 * sentence, and take at most ten times its size and 64 MB of memory.
 */
public final class Trial implements AutoCloseable {

	private static final long SECOND = 1_000_000_000;
	private static final int TIMES = 10;
	private static final long MORE = 64 << 20;
	private static final int LONGEST_SENTENCE = 2000;
	private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final long size;
	private final Path folder;
	private int refused;
	private int accepted;

	private Trial(final Path folder, final long size) {
		this.folder = folder;
		this.size = size;
	}

	/** What is read in a trial. */
	public interface Reading {

		void run() throws IOException;
	}

	/**
	 * Reads an input.
	 *
	 * @param folder an empty one, in memory at best
	 * @return whether any of the ways to read it came to a result
	 * @throws AssertionError if reading it did harm
	 */
	static boolean of(final Foreign kind, final byte[] bytes, final Path folder)
		throws IOException {
		try (Trial trial = new Trial(folder, bytes.length)) {
			kind.read(bytes, trial);
			if (trial.refused + trial.accepted == 0) throw new AssertionError("Nothing was read");
			return trial.accepted > 0;
		}
	}

	/** Reads a sound input, so that loading classes is not taken for reading later. */
	static void prepare(final Foreign kind, final Path folder) throws IOException {
		try {
			of(kind, kind.seeds().get(0), folder);
		} catch (final AssertionError loading) {
			// That it is read without harm is for other tests to say
		}
	}

	/** Tries one way to read the input. */
	void of(final Reading reading) {
		final long bytes = THREAD.getCurrentThreadAllocatedBytes();
		final long time = THREAD.getCurrentThreadCpuTime();
		try {
			reading.run();
			accepted++;
		} catch (final Refusal e) {
			refused++;
			check(e.getMessage());
		} catch (final IOException e) {
			throw new AssertionError("No refusal", e);
		}
		final long took = THREAD.getCurrentThreadCpuTime() - time;
		final long allocated = THREAD.getCurrentThreadAllocatedBytes() - bytes;
		if (took > SECOND) throw new AssertionError(took / 1e9 + " seconds for " + size + " bytes");
		if (allocated > TIMES * size + MORE) {
			throw new AssertionError(allocated + " bytes of memory for " + size + " bytes");
		}
	}

	private static void check(final String sentence) {
		if (sentence.isBlank() || !sentence.endsWith(".") || sentence.length() > LONGEST_SENTENCE
			|| sentence.chars().anyMatch(Character::isISOControl)) {
			throw new AssertionError("Not a sentence: " + sentence);
		}
	}

	Path folder() {
		return folder;
	}

	/** A file with foreign content. */
	Path file(final String name, final byte[] bytes) throws IOException {
		return Files.write(folder.resolve(name), bytes);
	}

	/** A sound tiny model, but for one file that the first byte chooses. */
	Path modelWith(final byte[] bytes) throws IOException {
		final List<Path> files = Seeds.modelFileNames();
		final Path chosen = files.get(bytes.length == 0 ? 0 : (bytes[0] & 0xff) % files.size());
		for (final Path file : files) {
			final Path copy = folder.resolve(Seeds.MODEL.relativize(file).toString());
			Files.createDirectories(copy.getParent());
			if (file.equals(chosen)) {
				Files.write(copy, bytes.length == 0
					? bytes
					: Arrays.copyOfRange(bytes, 1,
						bytes.length));
			} else {
				if (Files.exists(file)) Files.copy(file, copy);
			}
		}
		return folder;
	}

	@Override
	public void close() throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			for (final Path path : all.sorted(Comparator.reverseOrder()).toList()) {
				if (!path.equals(folder)) Files.delete(path);
			}
		}
	}
}
