/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.ImagePlus;

import org.scijava.log.LogService;
import org.scijava.task.Task;

/** Adds to the status bar what Fiji has: a task that can be canceled, and a log. */
final class TaskDesk implements WorkDesk {

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
	public boolean previews() {
		return status.previews();
	}

	@Override
	public void show(final ImagePlus result) {
		status.show(result);
	}

	@Override
	public boolean agrees(final String title, final String text) {
		return status.agrees(title, text);
	}

	@Override
	public void discard(final ImagePlus result) {
		status.discard(result);
	}

	@Override
	public boolean keeps(final ImagePlus unfinished) {
		return status.keeps(unfinished);
	}

	@Override
	public void close() {
		task.finish();
		status.close();
	}
}
