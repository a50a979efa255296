/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;

class AsideTest {

	private final Aside aside = new Aside();
	private final List<Integer> done = new CopyOnWriteArrayList<>();
	private final CountDownLatch begun = new CountDownLatch(1);
	private final CountDownLatch gate = new CountDownLatch(1);

	/** Is being done until the gate opens. */
	private void begin() throws InterruptedException {
		aside.offer(() -> {
			begun.countDown();
			assertDoesNotThrow(() -> gate.await());
			done.add(0);
		});
		begun.await();
	}

	@Test
	void onlyTheLastWishIsKept() throws InterruptedException {
		begin();
		aside.offer(() -> done.add(1));
		aside.offer(() -> done.add(2));
		gate.countDown();
		aside.settle();
		assertEquals(List.of(0, 2), done);
	}

	@Test
	void whatIsDroppedIsNotDone() throws InterruptedException {
		begin();
		aside.offer(() -> done.add(1));
		aside.drop();
		gate.countDown();
		aside.settle();
		assertEquals(List.of(0), done);
	}

	@Test
	void failuresAreToldOnce() {
		aside.offer(() -> {
			throw new Refusal("Damaged.");
		});
		aside.settle();
		assertThrows(Refusal.class, () -> aside.offer(() -> done.add(1)));
		aside.offer(() -> done.add(2));
		aside.settle();
		assertEquals(List.of(2), done);
	}

	@Test
	void canceledWishesAreNoFailures() {
		aside.offer(() -> {
			throw new CancellationException();
		});
		aside.settle();
		assertDoesNotThrow(aside::check);
	}
}
