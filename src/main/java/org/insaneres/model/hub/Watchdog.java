/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.insaneres.Monitor;

/** Ends a read that waits for too long, or that the user does not want any more. */
final class Watchdog implements AutoCloseable {

	private static final long GLANCE = 50;

	private final InputStream in;
	private final Monitor monitor;
	private final long silence;
	private final Thread thread = new Thread(this::watch, "InsaneRes download");
	private volatile long heard = System.nanoTime();
	private volatile boolean over;
	private volatile boolean stalled;

	Watchdog(final InputStream in, final Monitor monitor, final Duration silence) {
		this.in = in;
		this.monitor = monitor;
		this.silence = silence.toNanos();
		thread.setDaemon(true);
		thread.start();
	}

	/** Something has come. */
	void heard() {
		heard = System.nanoTime();
	}

	/** Whether it ended the read because nothing came. */
	boolean stalled() {
		return stalled;
	}

	private void watch() {
		try {
			while (!over) {
				stalled = System.nanoTime() - heard > silence;
				if (stalled || monitor.canceled()) {
					in.close();
					return;
				}
				Thread.sleep(GLANCE);
			}
		} catch (final InterruptedException | IOException e) {
			// Nothing left to watch
		}
	}

	@Override
	public void close() {
		over = true;
		thread.interrupt();
	}
}
