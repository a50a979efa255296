/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;

/**
 * Loops whose rounds are independent, on as many threads as the caller's Parallelization grants.
 */
final class Parallel {

	private Parallel() {}

	/**
	 * Calls action with 0 to count - 1, in no particular order.
	 *
	 * @throws CancellationException if the thread is or gets interrupted, and it stays so
	 */
	static void range(final int count, final IntConsumer action) {
		final TaskExecutor executor = Parallelization.getTaskExecutor();
		final int tasks = Math.min(count, executor.suggestNumberOfTasks());
		final List<Runnable> runs = new ArrayList<>(tasks);
		for (int t = 0; t < tasks; t++) {
			final int from = (int) ((long) count * t / tasks);
			final int to = (int) ((long) count * (t + 1) / tasks);
			runs.add(() -> {
				for (int i = from; i < to; i++) {
					action.accept(i);
				}
			});
		}
		try {
			executor.runAll(runs);
		} catch (final RuntimeException e) {
			if (!(e.getCause() instanceof InterruptedException)) throw e;
			Thread.currentThread().interrupt();
			throw (CancellationException) new CancellationException("Interrupted.").initCause(e);
		}
	}
}
