/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import net.imagej.patcher.LegacyInjector;

/**
 * Plain ImageJ without a display, with this plugin in its menu. Needs ij1-patcher, the Java option
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED} and that no class of ImageJ is loaded yet.
 */
final class HeadlessImageJ {

	private HeadlessImageJ() {}

	/**
	 * Runs a macro and exits, with a code other than 0 if it failed.
	 *
	 * @param args path of a macro file in UTF-8 and, optionally, its argument
	 */
	public static void main(final String[] args) throws IOException {
		final String macro;
		try {
			macro = Files.readString(Path.of(args[0]));
		} catch (final IOException e) {
			System.err.println("The macro " + args[0] + " can not be read: " + e);
			System.exit(2);
			return;
		}
		start();
		System.exit(run(macro, args.length > 1 ? args[1] : "") ? 0 : 1);
	}

	/** Starts ImageJ in this Java. */
	static void start() throws IOException {
		LegacyInjector.preinit();
		PluginsFolder.install();
		IJ.runPlugIn("ij.IJ.init", "");
	}

	/**
	 * Runs a macro on this thread; an error has been printed when it returns.
	 *
	 * @return whether it came to its end, or to an exit
	 */
	static boolean run(final String macro, final String argument) {
		final Interpreter interpreter = new Interpreter();
		final Thread thread = Thread.currentThread();
		final String name = thread.getName();
		// ImageJ's own commands, such as Save, end a macro by their errors on threads so named only
		thread.setName("Run$_Macro$");
		try {
			interpreter.run(macro, argument);
		} catch (final RuntimeException e) {
			// The interpreter's own way to end a macro
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
			if (!isExit(e)) return false;
		} finally {
			thread.setName(name);
		}
		return !interpreter.wasError();
	}

	/** Whether the macro ended itself, rather than being ended by an error. */
	private static boolean isExit(final RuntimeException end) {
		final StackTraceElement[] trace = end.getStackTrace();
		return trace.length > 0 && trace[0].getMethodName().equals("exit");
	}
}
