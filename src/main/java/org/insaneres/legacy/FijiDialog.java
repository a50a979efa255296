/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.command.ActionCommand;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.DefaultMutableModule;
import org.scijava.module.DefaultMutableModuleInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleRunner;
import org.scijava.module.MutableModuleInfo;
import org.scijava.module.process.DefaultValuePreprocessor;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;
import org.scijava.widget.TextWidget;

/**
 * Fiji's own dialog for a command. SciJava's preprocessors fill a form with the parameters of the
 * command, the last of them is the dialog. They run on the calling thread, and the command is not
 * run by SciJava's thread pool afterwards, where ImageJ would not know its macro.
 */
final class FijiDialog {

	private final Context context;
	private final ActionCommand command;
	private final List<Key> keys;
	private final Form form;

	FijiDialog(final Context context, final ActionCommand command, final String title,
		final List<Key> keys) {
		this.context = context;
		this.command = command;
		this.keys = keys;
		final MutableModuleInfo info = new DefaultMutableModuleInfo();
		info.setLabel(title);
		// Recording does that
		info.set("no-record", "");
		form = new Form(info);
		for (final Key key : keys) {
			info.addInput(item(info, key));
			form.setInput(key.name(), key.get(command));
			form.before.put(key.name(), key.get(command));
		}
	}

	/**
	 * Shows the dialog and puts the accepted values into the command.
	 *
	 * @return false if the user has canceled
	 */
	boolean ask() {
		if (new ModuleRunner(context, form, preprocessors(), List.of()).preProcess() != null) {
			return false;
		}
		for (final Key key : keys) key.set(command, form.getInput(key.name()));
		return true;
	}

	private ModuleItem<?> item(final MutableModuleInfo info, final Key key) {
		final ModuleItem<?> declared = context.service(CommandService.class)
			.getCommand(command.getClass()).getInput(key.name());
		final DefaultMutableModuleItem<?> item = new DefaultMutableModuleItem<>(info, declared);
		final List<String> names = Choices.of(key, command);
		if (names.isEmpty()) return item;
		final DefaultMutableModuleItem<String> choice = new DefaultMutableModuleItem<>(info, key.name(),
			String.class);
		choice.setLabel(key.label());
		choice.setDescription(key.description());
		choice.setPersisted(false);
		choice.setVisibility(item.getVisibility());
		choice.setChoices(names);
		choice.setCallback("chosen");
		return choice;
	}

	private List<PreprocessorPlugin> preprocessors() {
		return context.service(PluginService.class).createInstancesOfType(PreprocessorPlugin.class)
			.stream() //
			// It would replace a remembered 0 by the default
			.filter(plugin -> !(plugin instanceof DefaultValuePreprocessor)).toList();
	}

	/** The parameters on display. */
	private final class Form extends DefaultMutableModule {

		/** The values before the latest choice. */
		private final Map<String, Object> before = new HashMap<>();

		Form(final MutableModuleInfo info) {
			super(info);
		}

		/** Called by SciJava when the user has chosen something installed. */
		@SuppressWarnings("unused")
		private void chosen() {
			for (final Key key : keys) {
				final Object value = getInput(key.name());
				if (value.equals(before.put(key.name(), value))) continue;
				final Map<String, Object> suiting = command.suiting(key.name(), Values.write(value));
				keys.forEach(other -> suggest(other, suiting.get(other.name())));
			}
		}

		/** Words that a user has typed are not lost. */
		private void suggest(final Key key, final Object value) {
			final boolean typed = key.styled(TextWidget.AREA_STYLE) && !getInput(key.name()).equals("");
			if (value != null && !typed) setInput(key.name(), value);
		}
	}
}
