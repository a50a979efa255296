/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.ImagePlus;

import java.util.List;

import org.insaneres.command.ActionCommand;
import org.insaneres.job.Desk;

/** Runs a real action with macro options and a desk of the test's own. */
final class Action {

	private final ActionCommand command;

	/**
	 * @param name simple name of the command's class without the word Command
	 * @param options as in a macro
	 */
	Action(final String name, final ImagePlus image, final String options) {
		final Class<? extends ActionCommand> type = Errand.type(name);
		final List<Key> keys = Key.of(type);
		command = Errand.create(type);
		image.show();
		ij.WindowManager.setTempCurrentImage(image);
		command.prepare(image);
		MacroOptions.read(options, keys).forEach((key, value) -> key.set(command, value));
	}

	/** The new image, or null if there is none. */
	ImagePlus run(final Desk desk) {
		command.setDesk(desk);
		command.run();
		return command.result();
	}
}
