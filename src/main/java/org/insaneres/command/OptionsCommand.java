/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.List;

import org.insaneres.job.Desk;
import org.insaneres.job.shelf.Installed;
import org.insaneres.job.shelf.Preferences;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** What suits this machine. A key left out of a macro line stays as it was. */
@Plugin(type = Command.class, label = "SD Options...", visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Chooses what runs the models, where they lie, and what is shown meanwhile.")
public class OptionsCommand extends ActionCommand {

	private static final String DEVICE = "device";

	@Parameter(label = "Device", persist = false, required = false,
		description = "What runs the models; macros may also give the path of a plugin library.")
	private String device = Preferences.read().device();

	@Parameter(label = "Threads", persist = false, min = "0", max = "1024",
		description = "Threads of the processor for one model. 0 takes all cores.")
	private int threads = Preferences.read().threads();

	@Parameter(label = "Preview", persist = false,
		choices = {Preferences.FAST, Preferences.NONE},
		description = "Fast shows the picture in the making where that costs little.")
	private String preview = Preferences.read().preview();

	@Parameter(label = "Models folder", persist = false, required = false,
		style = FileWidget.DIRECTORY_STYLE, columns = 30,
		description = "Where models are installed and looked for; several as in a class path. Empty is ImageJ's own.")
	private String folder = Preferences.read().folder();

	@Override
	public List<String> installed(final String key) {
		return key.equals(DEVICE) ? Installed.devices() : super.installed(key);
	}

	/** Values of an earlier dialog may be older than those of a macro. */
	@Override
	public void prepare(final ImagePlus none) {
		final Preferences now = Preferences.read();
		device = now.device();
		threads = now.threads();
		folder = now.folder();
		preview = now.preview();
	}

	@Override
	protected ImagePlus work(final Desk desk) {
		Settings.of(Preferences.class, this).save();
		return null;
	}
}
