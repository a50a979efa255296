/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;
import ij.WindowManager;

import java.util.Arrays;
import java.util.List;

import org.insaneres.job.Desk;
import org.insaneres.job.UpscaleSettings;
import org.insaneres.job.explore.MakeBig;
import org.insaneres.job.explore.MakeBigSettings;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Makes the cell of an exploration that is seen at full size. */
@Plugin(type = Command.class, label = MakeBig.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Does with the whole picture what the shown cell of an exploration does.")
public class MakeBigCommand extends ActionCommand {

	@Parameter(label = "Image", persist = false)
	private ImagePlus image;

	@Parameter(label = "Cell", persist = false, min = "0",
		description = "Which slice of the stack. 0 is the one you see.")
	private int cell = 0;

	@Parameter(label = "Scale", persist = false, min = "0", max = "16", stepSize = "0.5",
		style = "format:0.0#",
		description = "How many times larger than the picture. 0 is as it was explored.")
	private double scale = 0;

	@Parameter(label = "Output", persist = false,
		choices = {DiffusionCommand.NEW_IMAGE, DiffusionCommand.IN_PLACE, DiffusionCommand.LAYER},
		description = "A new window, the picture itself (with Undo), or an overlay on top of it.")
	private String output = DiffusionCommand.NEW_IMAGE;

	@Parameter(label = "Picture", persist = false, required = false,
		description = "The title of the picture that was explored. Empty is the one it was.")
	private String picture = "";

	@Override
	public void prepare(final ImagePlus shown) {
		image = shown;
		picture = MakeBig.explored(shown);
	}

	/** The cell that is seen becomes a number. */
	@Override
	public void decide() {
		if (cell == 0) cell = image.getCurrentSlice();
	}

	@Override
	public List<String> installed(final String key) {
		return key.equals("picture")
			? Arrays.asList(WindowManager.getImageTitles())
			: super.installed(key);
	}

	@Override
	protected ImagePlus work(final Desk desk) {
		return new MakeBig(image, Settings.of(MakeBigSettings.class, this))
			.run(Settings.of(UpscaleSettings.class, new UpscaleCommand()), desk);
	}
}
