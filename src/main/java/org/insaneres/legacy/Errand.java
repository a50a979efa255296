/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.ImageWindow;

import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.function.UnaryOperator;

import org.insaneres.Refusal;
import org.insaneres.command.ActionCommand;
import org.insaneres.command.ModelsCommand;
import org.scijava.plugin.Plugin;

/**
 * One run of a command, from the menu or a macro line to the shown result. All of it happens on the
 * thread it was called on, which is a macro's own: only there results become the macro's current
 * image and errors stop the macro.
 */
final class Errand {

	/** Key of commands that can do without an image. */
	private static final String FILE = "input";

	private final World world;
	private final ActionCommand command;
	private final List<Key> keys;
	private final String label;

	private Errand(final World world, final Class<? extends ActionCommand> type) {
		this.world = world;
		command = create(type);
		keys = Key.of(type);
		label = label(type);
	}

	/**
	 * Runs a command, tells errors and shows the result.
	 *
	 * @param name simple name of the command's class without the word Command
	 */
	static void run(final String name) {
		final World world = World.here();
		CompareKey.install();
		String title = "InsaneRes";
		try {
			final Class<? extends ActionCommand> type = type(name);
			title = title(label(type));
			new Errand(world, type).run();
		} catch (final Throwable failure) {
			Failure.tell(title, failure, world);
		}
	}

	/**
	 * Records and runs a command whose values a window has set, and tells errors.
	 *
	 * @param desk made from the one of the world
	 */
	static void run(final ActionCommand command, final UnaryOperator<WorkDesk> desk) {
		final World world = World.here();
		final String label = label(command.getClass());
		try {
			Recording.forget();
			Recording.write(label, command, Key.of(command.getClass()));
			IJ.resetEscape();
			try (WorkDesk own = desk.apply(world.desk(title(label)))) {
				command.setDesk(own);
				command.run();
			}
		} catch (final Throwable failure) {
			Failure.tell(title(label), failure, world);
		}
	}

	/** The class of a command by the name plugins.config gives. */
	static Class<? extends ActionCommand> type(final String name) {
		try {
			return Class.forName(ActionCommand.class.getPackageName() + "." + name + "Command")
				.asSubclass(ActionCommand.class);
		} catch (final ClassNotFoundException e) {
			throw new Refusal("There is no command " + name + "; is plugins.config of this version?", e);
		}
	}

	/** A new command with its default values. */
	static ActionCommand create(final Class<? extends ActionCommand> type) {
		try {
			return type.getDeclaredConstructor().newInstance();
		} catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	/** The label of a command in the menu. */
	static String label(final Class<? extends ActionCommand> type) {
		return type.getAnnotation(Plugin.class).label();
	}

	/** What a command is called in front of the user: dots only say that a dialog follows. */
	private static String title(final String label) {
		return label.replace("...", "");
	}

	private void run() {
		final boolean asked = !isMacro() && !GraphicsEnvironment.isHeadless();
		if (asked) Remembered.recall(command, keys);
		final Map<Key, Object> given = asked ? Map.of() : MacroOptions.read(Macro.getOptions(), keys);
		command.prepare(Key.wantImage(command.getClass()) ? image(given) : null);
		if (!asked) {
			given.forEach((key, value) -> key.set(command, value));
			command.complete(given.keySet().stream().map(Key::name).collect(Collectors.toSet()));
		} else if (!ask()) {
			return;
		}
		IJ.resetEscape();
		try (WorkDesk desk = world.desk(title(label))) {
			command.setDesk(desk);
			command.run();
		}
		command.results().forEach(Errand::present);
	}

	/** Shows a result, which may be on display already, as the current image. */
	private static void present(final ImagePlus result) {
		result.show();
		final ImageWindow window = result.getWindow();
		if (window == null || WindowManager.getCurrentWindow() == window) return;
		WindowManager.setCurrentWindow(window);
		window.toFront();
	}

	private boolean ask() {
		if (command instanceof ModelsCommand) {
			ModelsWindow.open();
			return false;
		}
		Recording.forget();
		final List<Key> shown = Key.forDialog(keys).stream()
			.filter(key -> command.shows(key.name())).toList();
		if (!shown.isEmpty()) command.expect();
		if (!shown.isEmpty() && !world.ask(command, title(label), shown)) return false;
		Remembered.keep(command, keys);
		command.decide();
		Recording.write(label, command, keys);
		return true;
	}

	/**
	 * Whether a line of a macro or script runs on this thread. With options or without, it asks
	 * nobody and gives the same pixels everywhere.
	 */
	static boolean isMacro() {
		// ImageJ names threads so that have run a command; others may have been started by its menu
		final boolean runs = Thread.currentThread().getName().startsWith("Run$_");
		return Macro.getOptions() != null || IJ.macroRunning() && runs;
	}

	/** The current image; null where none is needed, as the picture is read from a file. */
	private static ImagePlus image(final Map<Key, Object> given) {
		final ImagePlus image = WindowManager.getCurrentImage();
		final boolean file = given.entrySet().stream()
			.anyMatch(e -> e.getKey().name().equals(FILE) && !e.getValue().toString().isBlank());
		if (image == null && !file) {
			throw new Refusal("There is no image to work on; open one and try again.");
		}
		return image;
	}
}
