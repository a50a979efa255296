/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.WindowManager;

import java.util.Map;

import org.insaneres.command.ActionCommand;

/** What the values of a dialog amount to, tried with a command of its own. */
final class Outlook {

	private Outlook() {}

	/**
	 * @param command whose dialog it is, for the values the dialog does not show
	 * @param shown values by key
	 * @return a few words, or nothing
	 * @throws org.insaneres.Refusal if the values do not go together
	 */
	static String of(final ActionCommand command, final Map<Key, Object> shown) {
		final Class<? extends ActionCommand> type = command.getClass();
		final ActionCommand trial = Errand.create(type);
		if (Key.wantImage(type)) {
			if (WindowManager.getCurrentImage() == null) return "";
			trial.prepare(WindowManager.getCurrentImage());
		}
		Key.of(type).forEach(key -> key.set(trial, key.get(command)));
		shown.forEach((key, value) -> key.set(trial, value));
		return trial.forecast();
	}
}
