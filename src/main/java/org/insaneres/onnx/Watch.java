/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Stops a run when the user wants: asks every 50 ms from a thread of its own and raises ONNX
 * Runtime's terminate flag, which is seen between two nodes of the graph.
 */
final class Watch implements AutoCloseable {

	private static final int MILLISECONDS = 50;
	private static final ScheduledThreadPoolExecutor WATCHER = watcher();

	private final BooleanSupplier canceled;
	private final RunOptions options;
	private final Future<?> asking;
	private volatile RuntimeException verdict;
	private boolean over;

	/** @throws CancellationException if it is canceled already */
	Watch(final BooleanSupplier canceled) throws OrtException {
		this.canceled = canceled;
		if (canceled.getAsBoolean()) throw cancellation();
		options = new RunOptions();
		asking = WATCHER.scheduleWithFixedDelay(this::ask, MILLISECONDS, MILLISECONDS,
			TimeUnit.MILLISECONDS);
	}

	/** To be given to the run. */
	RunOptions options() {
		return options;
	}

	/**
	 * To be called when the run has failed.
	 *
	 * @throws CancellationException if it failed because it was canceled
	 */
	void explain() {
		if (verdict != null) throw verdict;
	}

	private void ask() {
		try {
			if (verdict != null || !canceled.getAsBoolean()) return;
			verdict = cancellation();
		} catch (final RuntimeException e) {
			// Whoever cannot say whether to go on is not left waiting
			verdict = e;
		}
		stop();
	}

	/** The flag of closed options must not be touched, hence the lock. */
	private synchronized void stop() {
		if (over) return;
		try {
			options.setTerminate(true);
		} catch (final OrtException e) {
			// The run then goes on to its end, and its result is dropped
			verdict.addSuppressed(e);
		}
	}

	@Override
	public void close() {
		asking.cancel(false);
		synchronized (this) {
			over = true;
			options.close();
		}
	}

	private static CancellationException cancellation() {
		return new CancellationException("Canceled by the user.");
	}

	private static ScheduledThreadPoolExecutor watcher() {
		final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
			final Thread thread = new Thread(task, "InsaneRes cancel watch");
			thread.setDaemon(true);
			return thread;
		});
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}
}
