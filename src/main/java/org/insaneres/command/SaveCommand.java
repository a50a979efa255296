/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import org.insaneres.job.Desk;
import org.insaneres.job.history.Save;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Saves a picture with its settings, or with its layers. */
@Plugin(type = Command.class, label = Save.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Saves the picture with how it was made (PNG, JPEG, TIFF), or with its layers (ORA).")
public class SaveCommand extends ActionCommand {

	@Parameter(label = "Image", persist = false)
	private ImagePlus image;

	@Parameter(label = "File", persist = false, required = false, style = FileWidget.SAVE_STYLE,
		description = ".png and .jpg keep settings, .ora layers, .tif both.")
	private String file = "";

	@Override
	public void prepare(final ImagePlus picture) {
		image = picture;
		file = Save.suggest(picture);
	}

	@Override
	protected ImagePlus work(final Desk desk) {
		Save.run(image, file, desk);
		return null;
	}
}
