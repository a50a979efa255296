/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.plugin.frame.Recorder;

import java.util.List;

import org.insaneres.command.ActionCommand;

/**
 * Writes what was done into ImageJ's Recorder, in both worlds alike: every shown key, and the
 * others where they differ from their default.
 */
final class Recording {

	private Recording() {}

	/** Keeps ImageJ from recording a command by itself, such as one whose dialog is canceled. */
	static void forget() {
		if (IJ.recording()) Recorder.disableCommandRecording();
	}

	/** Records a command with its values, before the windows it opens are recorded. */
	static void write(final String label, final ActionCommand command, final List<Key> keys) {
		if (!IJ.recording()) return;
		Recorder.setCommand(label);
		options(command, keys);
		Recorder.saveCommand();
	}

	/** Hands the values to the Recorder. */
	static void options(final ActionCommand command, final List<Key> keys) {
		for (final Key key : keys) {
			if (!key.shown() && !isChanged(key, command)) continue;
			final String value = guard(Values.write(key.get(command)));
			Recorder.recordOption(key.name(), Recorder.fixString(value));
		}
	}

	/**
	 * Brackets a value that would be read differently without; Recorder does so where it has spaces.
	 */
	private static String guard(final String value) {
		final boolean spaced = value.indexOf(' ') >= 0;
		final boolean misread = value.startsWith("[") || value.startsWith("'")
			|| value.chars().anyMatch(Character::isWhitespace);
		return misread && !spaced ? "[" + value + "]" : value;
	}

	private static boolean isChanged(final Key key, final ActionCommand command) {
		final ActionCommand fresh = Errand.create(command.getClass());
		return !key.get(command).equals(key.get(fresh));
	}
}
