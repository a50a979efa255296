/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import org.insaneres.job.Desk;
import org.insaneres.job.history.BeforeAfter;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Before and after, by one key. */
@Plugin(type = Command.class, label = BeforeAfter.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Shows by turns what the picture was and what it is now.")
public class BeforeAfterCommand extends ActionCommand {

	@Parameter(label = "Image", persist = false)
	private ImagePlus image;

	@Override
	public void prepare(final ImagePlus picture) {
		image = picture;
	}

	@Override
	protected ImagePlus work(final Desk desk) {
		BeforeAfter.flip(image);
		return null;
	}
}
