/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import org.insaneres.job.Checkup;
import org.insaneres.job.Desk;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Plugin;

/** Whether everything works here. */
@Plugin(type = Command.class, label = Checkup.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Says what works on this machine, what does not, and what to do about it.")
public class CheckCommand extends ActionCommand {

	@Override
	protected ImagePlus work(final Desk desk) {
		desk.show(Checkup.run(desk));
		return null;
	}
}
