/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import java.util.concurrent.CancellationException;

/**
 * Does the last of what it was asked for, while whoever asks goes on: a wish that is not begun when
 * the next one comes is dropped, so that nobody ever waits and no queue grows.
 */
final class Aside {

	private Runnable waiting;
	private boolean busy;
	private Throwable failure;

	/**
	 * @param wish what to do; may stop with a CancellationException
	 * @throws RuntimeException if an earlier one failed
	 */
	synchronized void offer(final Runnable wish) {
		check();
		waiting = wish;
		if (busy) return;
		busy = true;
		final Thread thread = new Thread(this::work, "InsaneRes preview");
		thread.setDaemon(true);
		thread.start();
	}

	private void work() {
		for (Runnable wish = next(); wish != null; wish = next()) {
			try {
				wish.run();
			} catch (final CancellationException e) {
				// Whoever works hears of it on their own
			} catch (final RuntimeException | Error e) {
				fail(e);
			}
		}
	}

	private synchronized Runnable next() {
		final Runnable next = waiting;
		waiting = null;
		busy = next != null;
		notifyAll();
		return next;
	}

	private synchronized void fail(final Throwable e) {
		failure = e;
	}

	/** Drops what is not begun. */
	synchronized void drop() {
		waiting = null;
	}

	/** Waits until there is nothing left to do. */
	synchronized void settle() {
		boolean interrupted = false;
		while (busy) {
			try {
				wait();
			} catch (final InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) Thread.currentThread().interrupt();
	}

	/** @throws RuntimeException if a wish failed since this was last asked */
	synchronized void check() {
		final Throwable e = failure;
		failure = null;
		if (e instanceof Error error) throw error;
		if (e instanceof RuntimeException exception) throw exception;
	}
}
