/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

import org.insaneres.Refusal;

/** Tells the user what went wrong, once, and stops the macro that asked for it. */
final class Failure {

	private static final int LINE = 80;

	private Failure() {}

	/**
	 * Tells a failure on the thread of the macro, if there is one.
	 *
	 * @throws RuntimeException for ImageJ's macro interpreter, which it ends without further words
	 */
	static void tell(final String title, final Throwable failure, final World world) {
		if (isMacroEnd(failure)) throw (RuntimeException) failure;
		IJ.showProgress(1);
		if (isStop(failure)) {
			cancel(title);
			return;
		}
		if (!(failure instanceof Refusal)) world.log(title, failure);
		IJ.showStatus(title + " failed");
		// Throws where a macro runs, which ends it
		IJ.error(title, wrap(sentence(failure)));
	}

	/** Breaks a sentence into lines, as ImageJ's message boxes do not. */
	static String wrap(final String sentence) {
		return GraphicsEnvironment.isHeadless() ? sentence : wrap(sentence, LINE);
	}

	/** Breaks a sentence into lines of at most so many characters, where words allow it. */
	static String wrap(final String sentence, final int length) {
		final StringBuilder lines = new StringBuilder();
		int column = 0;
		for (final String word : sentence.split(" ")) {
			if (column > 0 && column + word.length() > length) {
				lines.append('\n');
				column = 0;
			} else if (column > 0) {
				lines.append(' ');
			}
			lines.append(word);
			column += word.length() + 1;
		}
		return lines.toString();
	}

	/** What went wrong and what to do about it. */
	static String sentence(final Throwable failure) {
		if (failure instanceof Refusal) return failure.getMessage();
		if (failure instanceof OutOfMemoryError) {
			return "There is not enough memory for this; close other images, take smaller tiles,"
				+ " or give ImageJ more memory in Edit>Options>Memory & Threads.";
		}
		if (failure instanceof NoClassDefFoundError) {
			return "InsaneRes is not completely installed, a class is missing ("
				+ failure.getMessage().replace('/', '.')
				+ "); copy all jars of its distribution into the jars folder and restart.";
		}
		return "Something unexpected went wrong (" + failure
			+ "); the log has details worth reporting.";
	}

	/** Whether somebody wanted it to stop; an interrupt also ends what reads or writes a file. */
	static boolean isStop(final Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CancellationException || cause instanceof InterruptedException
				|| cause instanceof ClosedByInterruptException) {
				return true;
			}
		}
		return false;
	}

	private static boolean isMacroEnd(final Throwable failure) {
		return failure instanceof RuntimeException && Macro.MACRO_CANCELED.equals(failure.getMessage());
	}

	private static void cancel(final String title) {
		IJ.showStatus(title + " canceled");
		if (!Errand.isMacro()) return;
		final Interpreter interpreter = Interpreter.getInstance();
		if (interpreter != null) interpreter.abort((String) null);
		else Macro.abort();
		throw new RuntimeException(Macro.MACRO_CANCELED);
	}
}
