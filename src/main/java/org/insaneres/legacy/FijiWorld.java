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
import org.scijava.module.ModuleRunner;
import org.scijava.module.process.DefaultValuePreprocessor;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;
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
	public ActionCommand create(final Class<? extends ActionCommand> type) {
		final ActionCommand command = new PlainWorld().create(type);
		command.setContext(context);
		return command;
	}

	/**
	 * Lets SciJava's preprocessors fill the command, the last of which is the dialog. They run on
	 * this thread; the command itself is run by the caller, not by SciJava's thread pool.
	 */
	@Override
	public boolean ask(final ActionCommand command, final String title, final List<Key> keys) {
		for (final Key key : keys) {
			final List<String> names = Choices.of(key, command);
			if (key.choices().isEmpty() && !names.isEmpty()) {
				command.getInfo().getMutableInput(key.name(), String.class).setChoices(names);
			}
		}
		return new ModuleRunner(context, command, preprocessors(), List.of()).preProcess() == null;
	}

	private List<PreprocessorPlugin> preprocessors() {
		return context.service(PluginService.class).createInstancesOfType(PreprocessorPlugin.class)
			.stream() //
			// It would replace a remembered 0 by the default
			.filter(plugin -> !(plugin instanceof DefaultValuePreprocessor)).toList();
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
