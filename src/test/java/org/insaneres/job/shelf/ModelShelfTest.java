/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;

/** Models stay open between jobs, but not for ever. */
class ModelShelfTest {

	private static final GenerationSettings SETTINGS = new GenerationSettings(0.3, 20, 1, "Euler",
		"Automatic", 1, "Position", "A1111", "A1111", 1, -1, "", "");

	/** Of the model in use, as each loan has its own record of it. */
	private static Object used() {
		try (ModelShelf.Loan loan = ModelShelf.borrow("", SETTINGS, Monitor.NONE)) {
			return loan.model().network();
		}
	}

	@Test
	void aModelIsOpenedOnce() {
		final Object first = used();
		ModelShelf.closeIdle(Duration.ofHours(1));
		assertSame(first, used());
	}

	@Test
	void anExpectedModelIsOpenWhenItIsBorrowed() throws Exception {
		ModelShelf.closeIdle(Duration.ZERO);
		ModelShelf.expect("", SETTINGS).get();
		final List<String> said = new ArrayList<>();
		final Monitor monitor = new Monitor() {

			@Override
			public void progress(final double fraction, final String what) {
				said.add(what);
			}
		};
		ModelShelf.borrow("", SETTINGS, monitor).close();
		assertEquals(List.of(), said, "nothing to wait for");
	}

	@Test
	void whatIsExpectedInVainIsSaidLater() throws Exception {
		ModelShelf.expect("no such model", SETTINGS).get();
		assertThrows(Refusal.class, () -> ModelShelf.borrow("no such model", SETTINGS, Monitor.NONE));
	}

	@Test
	void anIdleModelGivesItsMemoryBackAndComesAgain() {
		final Object first = used();
		ModelShelf.closeIdle(Duration.ZERO);
		assertNotSame(first, used());
	}

	@Test
	void aModelInUseIsNotClosed() {
		try (ModelShelf.Loan loan = ModelShelf.borrow("", SETTINGS, Monitor.NONE)) {
			// Whoever holds it may close it, another thread must not
			final Thread other = new Thread(() -> ModelShelf.closeIdle(Duration.ZERO));
			other.start();
			other.join();
			assertEquals(8, loan.model().autoencoder().encode(
				new Tensor(new float[3 * 32 * 32], 3, 32, 32), () -> false)
				.shape()[1]);
		} catch (final InterruptedException e) {
			throw new AssertionError(e);
		}
	}
}
