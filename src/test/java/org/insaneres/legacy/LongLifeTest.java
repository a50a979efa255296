package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty runs leave nothing behind; {@link LongLife} does a thousand. */
class LongLifeTest {

	private static final int RUNS = 50;

	/** What one picture of the default model may take, and no more however many there are. */
	private static final long HEAP = 8 << 20;
	private static final long RESIDENT = 64 << 20;
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
		for (int i = 0; i < RUNS / 2; i++) LongLife.run(i);
		final Life before = Life.now(folder);
		for (int i = 0; i < RUNS; i++) LongLife.run(i);
		final Life more = Life.now(folder).minus(before);
		assertTrue(more.heap() < HEAP && more.resident() < RESIDENT && more.threads() <= THREADS
			&& more.files() <= 1, "heap, resident, threads, files, left: " + more);
		assertEquals(0, more.left());
	}
}
