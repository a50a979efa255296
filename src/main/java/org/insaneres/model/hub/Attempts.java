/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

import org.insaneres.Monitor;
import org.insaneres.Refusal;

/** Tries again, with growing pauses, as long as that brings something new from time to time. */
final class Attempts {

	private static final long GLANCE = 50;

	private final Patience patience;
	private final Monitor monitor;
	private int vain;
	private long best;

	Attempts(final Patience patience, final Monitor monitor) {
		this.patience = patience;
		this.monitor = monitor;
	}

	/** Something that may be repeated. */
	interface Attempt<T> {

		T run() throws IOException;
	}

	/** Repeats until it works or nothing helps. */
	<T> T run(final String what, final Attempt<T> attempt) {
		while (true) {
			try {
				return attempt.run();
			} catch (final IOException e) {
				failed(what, e);
			}
		}
	}

	/** So much has come; more than ever gives patience anew. */
	void reached(final long bytes) {
		if (bytes <= best) return;
		best = bytes;
		vain = 0;
	}

	private void failed(final String what, final IOException e) {
		vain++;
		final Duration asked = e instanceof Web.Hiccup hiccup ? hiccup.pause() : null;
		final Duration pause = asked != null ? asked : patience.pause().multipliedBy(1L << (vain - 1));
		if (vain >= patience.attempts() || pause.compareTo(patience.longest()) > 0) {
			throw new Refusal("Downloading " + what + " failed: " + e.getMessage()
				+ (asked == null ? "" : ", for " + asked.toSeconds() + " seconds")
				+ "; try again later, it goes on where it stopped.", e);
		}
		monitor.note("Downloading " + what + ": " + e.getMessage() + "; next attempt in "
			+ Math.max(1, pause.toSeconds()) + " s.");
		sleep(pause);
	}

	private void sleep(final Duration pause) {
		final long end = System.nanoTime() + pause.toNanos();
		while (System.nanoTime() < end) {
			monitor.check();
			try {
				Thread.sleep(Math.max(1, Math.min(GLANCE, (end - System.nanoTime()) / 1_000_000)));
			} catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new CancellationException("Interrupted while waiting for a server.");
			}
		}
	}
}
