/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs leave nothing behind. A long run, with a table of heap and resident memory in MB,
 * threads, open files and temporary files, is
 *
 * <pre>
 * mvn test -Dtest=LongLifeTest -Druns=1000
 * </pre>
 */
class LongLifeTest {

	private static final int RUNS = Integer.getInteger("runs", 50);
	private static final int WARM_UP = 30;

	/** However many runs there are. */
	private static final long HEAP = 8 << 20;
	private static final long RESIDENT = 160 << 20;
	private static final int THREADS = 2;

	@TempDir
	Path folder;

	@AfterEach
	void reset() {
		System.clearProperty("insaneres.journals");
	}

	@Test
	void nothingGrows() throws IOException {
		HeadlessImageJ.start();
		System.setProperty("insaneres.journals", folder.toString());
		for (int i = 0; i < WARM_UP; i++) LongLife.run(i);
		final Life before = Life.now(folder);
		System.out
			.println("| run | heap | resident | threads | files | left |\n|---|---|---|---|---|---|");
		System.out.println("| 0 " + before);
		for (int i = 0; i < RUNS; i++) {
			LongLife.run(i);
			if ((i + 1) % Math.max(1, RUNS / 10) == 0) {
				System.out.println("| " + (i + 1) + " " + Life.now(folder));
			}
		}
		final Life more = Life.now(folder).minus(before);
		assertTrue(more.heap() < HEAP && more.resident() < RESIDENT && more.threads() <= THREADS
			&& more.files() <= 1, "heap, resident, threads, files, left: " + more);
		assertEquals(0, more.left());
	}
}
