/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;

import java.util.List;

import org.insaneres.command.ActionCommand;
import org.scijava.Context;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

/** Fiji: the application's SciJava context, with its dialogs, its log and its tasks. */
final class FijiWorld implements World {

	private static FijiWorld instance;

	private final Context context;

	private FijiWorld(final Context context) {
		this.context = context;
	}

	static synchronized FijiWorld get() {
		if (instance == null) {
			// imagej-legacy answers with the application's own context
			instance = new FijiWorld((Context) IJ.runPlugIn(Context.class.getName(), ""));
		}
		return instance;
	}

	@Override
	public boolean ask(final ActionCommand command, final String title, final List<Key> keys) {
		return new FijiDialog(context, command, title, keys).ask();
	}

	@Override
	public WorkDesk desk(final String title) {
		return new TaskDesk(new StatusDesk(title),
			context.service(TaskService.class).createTask(title), context.service(LogService.class));
	}

	@Override
	public void log(final String title, final Throwable failure) {
		context.service(LogService.class).error(title, failure);
	}
}
