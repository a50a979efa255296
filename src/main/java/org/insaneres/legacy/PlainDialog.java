/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.gui.GenericDialog;
import ij.io.SaveDialog;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.TextField;
import java.awt.event.ActionListener;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.insaneres.Refusal;
import org.insaneres.command.ActionCommand;
import org.scijava.widget.FileWidget;
import org.scijava.widget.NumberWidget;
import org.scijava.widget.TextWidget;

/**
 * A dialog for plain ImageJ, made from the keys of a command: TT, and below them a line of help
 * that also says what can not be accepted, while OK is disabled.
 */
final class PlainDialog {

	private static final int SHORT = 8;
	private static final int LONG = 34;

	/** Characters of the longest name that leaves room for a second field in its row. */
	private static final int NARROW = 16;
	private static final int GAP = 16;

	private final ActionCommand command;
	private final GenericDialog dialog;
	private final HelpLine help = new HelpLine();
	private final List<Entry> entries = new ArrayList<>();

	/** A component's text: how to get and how to set it. */
	private record Text(Supplier<String> read, Consumer<String> write) {}

	private record Entry(Key key, Text text) {

		Object value() {
			return Values.read(key, text.read.get());
		}

		/** Words that a user has typed are not lost. */
		void suggest(final Object value) {
			if (key.styled(TextWidget.AREA_STYLE) && !text.read.get().isEmpty()) return;
			text.write.accept(Values.write(value));
		}
	}

	PlainDialog(final ActionCommand command, final String title, final List<Key> keys) {
		this.command = command;
		dialog = new GenericDialog(title);
		boolean right = false;
		for (final Key key : keys) {
			right = right && !isWide(key);
			if (right) dialog.addToSameRow();
			entries.add(new Entry(key, add(key)));
			if (right) indent(key);
			right = !right && !isWide(key);
		}
		dialog.addPanel(help.panel());
		span(help.panel());
		dialog.addDialogListener((source, event) -> isAcceptable());
		dialog.addHelp(HelpPage.of(Key.of(command.getClass())));
	}

	/**
	 * Shows the dialog and puts the accepted values into the command.
	 *
	 * @return false if the user has canceled
	 */
	boolean ask() {
		isAcceptable();
		dialog.showDialog();
		if (dialog.wasCanceled()) return false;
		entries.forEach(entry -> entry.key().set(command, entry.value()));
		return true;
	}

	private boolean isAcceptable() {
		try {
			help.calm(forecast());
			return true;
		} catch (final Refusal refusal) {
			help.complain(refusal.getMessage());
			return false;
		}
	}

	/** What the fields amount to together. */
	private String forecast() {
		final Map<Key, Object> shown = new LinkedHashMap<>();
		entries.forEach(entry -> shown.put(entry.key(), entry.value()));
		return Outlook.of(command, shown);
	}

	private boolean isWide(final Key key) {
		if (key.type() != String.class || !key.choices().isEmpty()) return false;
		final List<String> names = Choices.of(key, command);
		return names.isEmpty() || names.stream().anyMatch(name -> name.length() > NARROW);
	}

	/** Adds a field for a key. */
	private Text add(final Key key) {
		final String value = Values.write(key.get(command));
		if (key.type() == boolean.class) return box(key, Boolean.parseBoolean(value));
		if (key.styled(NumberWidget.SCROLL_BAR_STYLE)) return slider(key, Double.parseDouble(value));
		if (key.styled(TextWidget.AREA_STYLE)) return area(key, value);
		final List<String> choices = Choices.of(key, command);
		if (!choices.isEmpty()) return choice(key, choices, value);
		return field(key, value);
	}

	private Text field(final Key key, final String value) {
		final boolean saves = key.styled(FileWidget.SAVE_STYLE);
		if (saves || key.styled(FileWidget.OPEN_STYLE)) {
			dialog.addFileField(key.label(), value, LONG);
		} else if (key.styled(FileWidget.DIRECTORY_STYLE)) {
			dialog.addDirectoryField(key.label(), value, LONG);
		} else {
			dialog.addStringField(key.label(), value, isWide(key) ? LONG : SHORT);
		}
		final TextField field = last(dialog.getStringFields(), TextField.class);
		if (isWide(key)) span(field.getParent() == dialog ? field : field.getParent());
		if (saves) letSave(field);
		help.explain(field, key);
		return new Text(field::getText, field::setText);
	}

	/** Lets the button beside a field choose a file that need not be there. */
	private static void letSave(final TextField field) {
		for (final Component part : field.getParent().getComponents()) {
			if (!(part instanceof Button button)) continue;
			for (final ActionListener opening : button.getActionListeners()) {
				button.removeActionListener(opening);
			}
			button.addActionListener(event -> {
				final File file = new File(field.getText());
				final SaveDialog chooser = new SaveDialog("Save", file.getParent(), file.getName(), null);
				if (chooser.getFileName() == null) return;
				field.setText(chooser.getDirectory() + chooser.getFileName());
			});
		}
	}

	private Text box(final Key key, final boolean value) {
		dialog.addCheckbox(key.label(), value);
		final Checkbox box = last(dialog.getCheckboxes(), Checkbox.class);
		help.explain(box, key);
		return new Text(() -> Boolean.toString(box.getState()),
			text -> box.setState(Boolean.parseBoolean(text)));
	}

	private Text slider(final Key key, final double value) {
		dialog.addSlider(key.label(), Double.parseDouble(key.min()),
			Double.parseDouble(key.max()), value, Double.parseDouble(key.step()));
		final TextField field = last(dialog.getNumericFields(), TextField.class);
		field.setText(Values.write(value));
		for (final Component part : field.getParent().getComponents()) help.explain(part, key);
		return new Text(field::getText, field::setText);
	}

	private Text choice(final Key key, final List<String> choices, final String value) {
		dialog.addChoice(key.label(), choices.toArray(String[]::new), value);
		final Choice choice = last(dialog.getChoices(), Choice.class);
		if (isWide(key)) span(choice);
		help.explain(choice, key);
		choice.addItemListener(event -> suggest(
			command.suiting(key.name(), choice.getSelectedItem())));
		return new Text(choice::getSelectedItem, choice::select);
	}

	private Text area(final Key key, final String value) {
		final PromptField field = new PromptField(key.label(), value, dialog);
		dialog.addPanel(field.panel());
		span(field.panel());
		help.explain(field.area(), key);
		return new Text(field::text, field.area()::setText);
	}

	private void suggest(final Map<String, Object> values) {
		for (final Entry entry : entries) {
			final Object value = values.get(entry.key().name());
			if (value != null) entry.suggest(value);
		}
	}

	/** Lets a component take the rest of its row. */
	private void span(final Component component) {
		final GridBagConstraints constraints = layout().getConstraints(component);
		constraints.gridwidth = GridBagConstraints.REMAINDER;
		constraints.fill = GridBagConstraints.HORIZONTAL;
		layout().setConstraints(component, constraints);
	}

	/** Keeps the second field of a row away from the first. */
	private void indent(final Key key) {
		final Component first = key.type() == boolean.class
			? last(dialog.getCheckboxes(), Checkbox.class)
			: dialog.getLabel();
		final GridBagConstraints constraints = layout().getConstraints(first);
		constraints.insets.left = GAP;
		layout().setConstraints(first, constraints);
	}

	private GridBagLayout layout() {
		return (GridBagLayout) dialog.getLayout();
	}

	private static <C> C last(final Vector<?> fields, final Class<C> type) {
		return type.cast(fields.lastElement());
	}
}
