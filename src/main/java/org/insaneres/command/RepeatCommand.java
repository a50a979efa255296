/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import org.insaneres.job.Desk;
import org.insaneres.job.history.Repeat;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Does again what made a picture. */
@Plugin(type = Command.class, label = Repeat.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Reads how a picture was made, shows it, and does it again.")
public class RepeatCommand extends ActionCommand {

	@Parameter(label = "Image", persist = false)
	private ImagePlus image;

	@Parameter(label = "File", persist = false, required = false, style = FileWidget.OPEN_STYLE,
		description = "A PNG, JPEG or TIFF made by a network. Empty: this image.")
	private String file = "";

	@Override
	public void prepare(final ImagePlus picture) {
		image = picture;
		if (Repeat.isPossible(picture)) file = "";
	}

	@Override
	protected ImagePlus work(final Desk desk) {
		return Repeat.run(image, file, new Actions(), desk);
	}
}
