/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.WindowManager;
import ij.gui.GUI;
import ij.gui.GenericDialog;
import ij.plugin.frame.PlugInFrame;
import ij.text.TextPanel;

import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Label;
import java.awt.Panel;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.insaneres.command.ModelsCommand;
import org.insaneres.job.Shop;

/**
 * The list of models, with what can be done with them. Files, folders and addresses can be dropped
 * onto it. Everything it does is recorded as a macro line.
 */
final class ModelsWindow extends PlugInFrame {

	private static final long serialVersionUID = 1L;

	private static final String TITLE = "SD Models";
	private static final String HINT = "Drop a model's file or folder here, or its address at Hugging Face.";

	private final TextPanel table = new TextPanel(TITLE);
	private final Label line = new Label(HINT);
	private final Button add = new Button("Add...");
	private final Button verify = new Button("Verify");
	private final Button remove = new Button("Remove");
	private final Button stop = new Button("Stop");
	private transient List<Shop.Row> rows = List.of();
	private final transient ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, TITLE);
		thread.setDaemon(true);
		return thread;
	});
	private volatile boolean stopped;

	private ModelsWindow() {
		super(TITLE);
		WindowManager.addWindow(this);
		setLayout(new BorderLayout());
		table.setPreferredSize(new Dimension(680, 200));
		table.setColumnHeadings(String.join("\t", Shop.Row.COLUMNS));
		add(table, BorderLayout.CENTER);
		add(below(), BorderLayout.SOUTH);
		pack();
		GUI.centerOnImageJScreen(this);
		listen(this);
		setVisible(true);
		work(null);
	}

	/** Shows the window, which there is only once. */
	static void open() {
		if (WindowManager.getWindow(TITLE) instanceof ModelsWindow there) {
			WindowManager.toFront(there);
			there.work(null);
		} else {
			EventQueue.invokeLater(ModelsWindow::new);
		}
	}

	/** Stops a download, which goes on where it stopped when it is asked for again. */
	@Override
	public void close() {
		stopped = true;
		worker.shutdown();
		super.close();
	}

	private Panel below() {
		final Panel buttons = new Panel(new FlowLayout(FlowLayout.CENTER, 6, 4));
		for (final Button button : List.of(add, verify, remove, stop)) buttons.add(button);
		stop.setEnabled(false);
		add.addActionListener(event -> ask());
		verify.addActionListener(event -> work(command(Shop.VERIFY, selected())));
		remove.addActionListener(event -> remove());
		stop.addActionListener(event -> stopped = true);
		final Panel panel = new Panel(new BorderLayout());
		panel.add(buttons, BorderLayout.NORTH);
		panel.add(line, BorderLayout.SOUTH);
		return panel;
	}

	/** Every part takes what is dropped, and Esc; a click into the list tells more of a model. */
	private void listen(final Component part) {
		DropZone.make(part, this::bring);
		if (part != this) part.addKeyListener(IJ.getInstance());
		if (part.getParent() == table) {
			part.addMouseListener(new MouseAdapter() {

				@Override
				public void mouseReleased(final MouseEvent e) {
					final Shop.Row row = row();
					if (row != null) say(row.remark());
				}
			});
		}
		if (part instanceof Container container) {
			for (final Component inside : container.getComponents()) listen(inside);
		}
	}

	private Shop.Row row() {
		final int index = table.getSelectionStart();
		return index >= 0 && index < rows.size() ? rows.get(index) : null;
	}

	private String selected() {
		return row() == null ? "" : row().name();
	}

	private void ask() {
		final GenericDialog dialog = new GenericDialog("Add a Model");
		dialog.addMessage("A file or folder, which stays where it is,\n"
			+ "or OWNER/NAME of a model to download from Hugging Face.");
		dialog.addFileField("Model", "", 36);
		dialog.setOKLabel("Add");
		dialog.showDialog();
		if (!dialog.wasCanceled()) bring(List.of(dialog.getNextString()));
	}

	/** Takes what was named or dropped. */
	private void bring(final List<String> things) {
		for (final String thing : things) {
			if (!thing.isBlank())
				work(command(exists(thing) ? Shop.IMPORT : Shop.INSTALL, thing.strip()));
		}
	}

	private static boolean exists(final String text) {
		try {
			return Path.of(text.strip()).isAbsolute() || Files.exists(Path.of(text.strip()));
		} catch (final InvalidPathException e) {
			return false;
		}
	}

	private void remove() {
		final String name = selected();
		if (name.isEmpty()) {
			say("Choose a model in the list first.");
			return;
		}
		if (IJ.showMessageWithCancel(TITLE,
			"Remove " + name + "?\n \nWhat was imported stays where it is;"
				+ "\nwhat was installed is deleted."))
			work(command(Shop.REMOVE, name));
	}

	private static ModelsCommand command(final String action, final String file) {
		final ModelsCommand command = new ModelsCommand();
		for (final Key key : Key.of(ModelsCommand.class)) {
			key.set(command, key.name().equals("action") ? action : file);
		}
		return command;
	}

	/** Runs a command, if there is one, and reads the list anew; one after the other. */
	private void work(final ModelsCommand command) {
		worker.execute(() -> {
			if (command != null) {
				stopped = false;
				busy(true);
				try {
					Errand.run(command, desk -> new WindowDesk(desk, this::say, () -> stopped));
				} finally {
					busy(false);
				}
			}
			final List<Shop.Row> now = Shop.rows();
			EventQueue.invokeLater(() -> fill(now));
		});
	}

	/** What was chosen stays chosen, wherever it stands now. */
	private void fill(final List<Shop.Row> now) {
		final String chosen = selected();
		rows = now;
		table.clear();
		table.resetSelection();
		for (final Shop.Row row : now) table.appendWithoutUpdate(String.join("\t", row.cells()));
		table.updateDisplay();
		final int index = now.stream().map(Shop.Row::name).toList().indexOf(chosen);
		if (index >= 0) table.setSelection(index, index);
	}

	private void busy(final boolean working) {
		EventQueue.invokeLater(() -> {
			for (final Button button : List.of(add, verify, remove)) button.setEnabled(!working);
			stop.setEnabled(working);
		});
	}

	private void say(final String sentence) {
		EventQueue.invokeLater(() -> line.setText(sentence.isEmpty() ? HINT : sentence));
	}
}
