/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.MemoryRefusal;
import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where memory does not suffice, smaller tiles are tried once. */
class AttemptsTest {

	private final List<Integer> tried = new ArrayList<>();
	private final List<String> notes = new ArrayList<>();

	private final Monitor monitor = new Monitor() {

		@Override
		public void note(final String line) {
			notes.add(line);
		}
	};

	/** Works with tiles up to a limit. */
	private int run(final int tile, final int limit, final boolean heap) {
		return Attempts.run(tile, monitor, side -> {
			tried.add(side);
			if (side <= limit) return side;
			if (heap) throw new OutOfMemoryError("for a test");
			throw new MemoryRefusal("for a test", null);
		});
	}

	@Test
	void enoughMemoryIsOneAttempt() {
		assertEquals(512, run(512, 512, true));
		assertEquals(List.of(512), tried);
		assertEquals(List.of(), notes);
	}

	@Test
	void smallerTilesAreTriedOnceAndSaid() {
		assertEquals(256, run(512, 300, true));
		assertEquals(256, run(512, 300, false));
		assertEquals(List.of(512, 256, 512, 256), tried);
		assertTrue(notes.get(0).contains("512") && notes.get(0).contains("256"), notes.get(0));
	}

	@Test
	void thenItIsRefused() {
		final Refusal refusal = assertThrows(Refusal.class, () -> run(512, 100, false));
		assertEquals(List.of(512, 256), tried);
		assertTrue(refusal.getMessage().contains("256"), refusal.getMessage());
	}

	@ParameterizedTest
	@CsvSource({"512, 256", "800, 384", "150, 64", "100, 64", "64, 64", "32, 32"})
	void smallerTiles(final int tile, final int smaller) {
		assertEquals(smaller, Attempts.smaller(tile));
	}

	@Test
	void whatIsSmallAlreadyIsRefusedAtOnce() {
		assertThrows(Refusal.class, () -> run(64, 0, true));
		assertEquals(List.of(64), tried);
	}

	@Test
	void otherFailuresPass() {
		assertThrows(IllegalStateException.class, () -> Attempts.run(512, monitor, side -> {
			tried.add(side);
			throw new IllegalStateException();
		}));
		assertEquals(List.of(512), tried);
	}
}
