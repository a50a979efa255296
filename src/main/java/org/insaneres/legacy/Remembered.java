/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.Prefs;

import java.util.List;

import org.insaneres.Refusal;
import org.insaneres.command.ActionCommand;

/**
 * What was last entered in a dialog, to begin the next one with. Macros never see it: a line must
 * not depend on what somebody typed yesterday.
 */
final class Remembered {

	private Remembered() {}

	/** Puts what is remembered into a command; what is no longer allowed is passed over. */
	static void recall(final ActionCommand command, final List<Key> keys) {
		for (final Key key : keys) {
			final String text = key.shown() ? Prefs.get(place(command, key), null) : null;
			if (text == null) continue;
			try {
				key.set(command, Values.read(key, text));
			} catch (final Refusal fromAnotherVersion) {
				continue;
			}
		}
	}

	/** Remembers the shown values of a command. */
	static void keep(final ActionCommand command, final List<Key> keys) {
		for (final Key key : keys) {
			if (key.shown()) Prefs.set(place(command, key), Values.write(key.get(command)));
		}
	}

	private static String place(final ActionCommand command, final Key key) {
		return "insaneres." + command.getClass().getSimpleName() + "." + key.name();
	}
}
