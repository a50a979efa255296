/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.io.File;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.command.ActionCommand;
import org.scijava.Context;
import org.scijava.ItemVisibility;
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
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/**
 * Fiji's own dialog for a command. SciJava's preprocessors fill a form with the parameters of the
 * command, the last of them is the dialog. They run on the calling thread, and the command is not
 * run by SciJava's thread pool afterwards, where ImageJ would not know its macro.
 */
final class FijiDialog {

	/** Name of the line that says what the values amount to. */
	private static final String OUTLOOK = "outlook";

	private static final List<String> STYLES = List.of(FileWidget.SAVE_STYLE, FileWidget.OPEN_STYLE,
		FileWidget.DIRECTORY_STYLE);

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
		// Below all others it would have to be scrolled to
		if (!outlook(command, Map.of()).isEmpty()) info.addInput(outlook(info));
		for (final Key key : keys) {
			info.addInput(item(info, key));
			form.setInput(key.name(), shown(key, key.get(command)));
			form.before.put(key.name(), key.get(command));
		}
		form.changed();
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
		form.values().forEach((key, value) -> key.set(command, value));
		return true;
	}

	private ModuleItem<?> item(final MutableModuleInfo info, final Key key) {
		final ModuleItem<?> declared = context.service(CommandService.class)
			.getCommand(command.getClass()).getInput(key.name());
		final DefaultMutableModuleItem<?> item = new DefaultMutableModuleItem<>(info, declared);
		final List<String> names = Choices.of(key, command);
		if (isFile(key)) return file(info, key);
		item.setCallback("changed");
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

	private static boolean isFile(final Key key) {
		return STYLES.stream().anyMatch(key::styled);
	}

	/** Only for values of the type of files there is a button to choose one. */
	private static ModuleItem<File> file(final MutableModuleInfo info, final Key key) {
		final DefaultMutableModuleItem<File> file = new DefaultMutableModuleItem<>(info, key.name(),
			File.class);
		file.setLabel(key.label());
		file.setDescription(key.description());
		file.setPersisted(false);
		file.setRequired(false);
		file.setWidgetStyle(STYLES.stream().filter(key::styled).findFirst().orElseThrow());
		file.setCallback("changed");
		return file;
	}

	/** A value as the form has it. */
	private static Object shown(final Key key, final Object value) {
		if (!isFile(key)) return value;
		return value.toString().isBlank() ? null : new File(value.toString());
	}

	private static String outlook(final ActionCommand command, final Map<Key, Object> shown) {
		try {
			return Outlook.of(command, shown);
		} catch (final Refusal refusal) {
			return refusal.getMessage();
		}
	}

	/** A line that says what the values amount to. */
	private static ModuleItem<String> outlook(final MutableModuleInfo info) {
		final DefaultMutableModuleItem<String> line = new DefaultMutableModuleItem<>(info, OUTLOOK,
			String.class);
		line.setLabel(" ");
		line.setPersisted(false);
		line.setRequired(false);
		line.setVisibility(ItemVisibility.MESSAGE);
		return line;
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
				final Object value = value(key);
				if (value.equals(before.put(key.name(), value))) continue;
				final Map<String, Object> suiting = command.suiting(key.name(), Values.write(value));
				keys.forEach(other -> suggest(other, suiting.get(other.name())));
			}
			changed();
		}

		/** Called by SciJava when the user has changed anything. */
		private void changed() {
			if (getInfo().getInput(OUTLOOK) == null) return;
			setInput(OUTLOOK, "<html>" + HelpPage.escape(outlook(command, values())));
		}

		/** What is on display, as commands have it. */
		private Map<Key, Object> values() {
			final Map<Key, Object> values = new LinkedHashMap<>();
			keys.forEach(key -> values.put(key, value(key)));
			return values;
		}

		private Object value(final Key key) {
			final Object value = getInput(key.name());
			if (!isFile(key)) return value;
			return value == null ? "" : value.toString();
		}

		/** Words that a user has typed are not lost. */
		private void suggest(final Key key, final Object value) {
			final boolean typed = key.styled(TextWidget.AREA_STYLE) && !value(key).equals("");
			if (value != null && !typed) setInput(key.name(), shown(key, value));
		}
	}
}
