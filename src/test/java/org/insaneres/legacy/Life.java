/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this Java has taken from the machine; numbers are 0 where the system does not tell them.
 *
 * @param heap bytes of live objects
 * @param resident bytes of the whole process, native memory included
 * @param threads alive
 * @param files open
 * @param left files and folders in a folder of temporary ones
 */
record Life(long heap, long resident, int threads, long files, long left) {

	/** Counts now, after garbage has been collected. */
	static Life now(final Path temporary) throws IOException {
		long heap = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			final Runtime runtime = Runtime.getRuntime();
			heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
		}
		return new Life(heap, residentNow(), ManagementFactory.getThreadMXBean().getThreadCount(),
			count(Path.of("/proc/self/fd")), count(temporary));
	}

	/** Bytes of the process that lie in memory. */
	static long residentNow() throws IOException {
		final Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) return 0;
		final List<String> lines = Files.readAllLines(status);
		return lines.stream().filter(line -> line.startsWith("VmRSS:"))
			.mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
	}

	private static long count(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) return 0;
		try (Stream<Path> inside = Files.list(folder)) {
			return inside.count();
		}
	}

	/** How much more this is than an earlier count. */
	Life minus(final Life earlier) {
		return new Life(heap - earlier.heap, resident - earlier.resident, threads - earlier.threads,
			files - earlier.files, left - earlier.left);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "| %.1f | %.1f | %d | %d | %d |", heap / 1048576.0,
			resident / 1048576.0, threads, files, left);
	}
}
