/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import org.insaneres.job.Desk;
import org.insaneres.job.ForwardingDesk;
import org.scijava.log.LogService;
import org.scijava.task.Task;

/** Adds to the status bar what Fiji has: a task that can be canceled, and a log. */
final class TaskDesk implements WorkDesk, ForwardingDesk {

	private static final int SCALE = 1000;

	private final StatusDesk status;
	private final Task task;
	private final LogService log;
	private volatile boolean canceled;

	TaskDesk(final StatusDesk status, final Task task, final LogService log) {
		this.status = status;
		this.task = task;
		this.log = log;
		task.setProgressMaximum(SCALE);
		task.setCancelCallBack(() -> canceled = true);
		task.start();
	}

	@Override
	public Desk desk() {
		return status;
	}

	@Override
	public void progress(final double fraction, final String what) {
		status.progress(fraction, what);
		task.setProgressValue(Math.round(fraction * SCALE));
		task.setStatusMessage(what);
	}

	@Override
	public void note(final String line) {
		if (line.startsWith("Warning")) log.warn(line);
		else log.info(line);
	}

	@Override
	public boolean canceled() {
		return canceled || task.isCanceled() || status.canceled();
	}

	@Override
	public void close() {
		try {
			task.finish();
		} finally {
			status.close();
		}
	}
}
