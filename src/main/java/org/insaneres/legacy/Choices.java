/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.command.ActionCommand;

/** What a dialog offers for a key. */
final class Choices {

	private Choices() {}

	/**
	 * The declared values of a choice, or the names that are installed, always with the value the
	 * command has; empty if anything may be typed.
	 */
	static List<String> of(final Key key, final ActionCommand command) {
		if (!key.choices().isEmpty()) return key.choices();
		final List<String> names = new ArrayList<>(command.installed(key.name()));
		final String value = key.get(command).toString();
		if (!names.isEmpty() && !names.contains(value)) names.add(0, value);
		return names;
	}
}
