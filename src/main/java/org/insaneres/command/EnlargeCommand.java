/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.List;
import java.util.Set;

import org.insaneres.job.Desk;
import org.insaneres.job.Estimate;
import org.insaneres.job.Enlarge;
import org.insaneres.job.EnlargeSettings;
import org.insaneres.job.shelf.Installed;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/** The whole way from a small picture to a large one, by a recipe. */
@Plugin(type = Command.class, label = "SD Enlarge Artwork...", visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Takes a small picture through all stages of a recipe to a large one.")
public class EnlargeCommand extends DiffusionCommand {

	@Parameter(label = "Recipe", persist = false, required = false, style = FileWidget.OPEN_STYLE,
		description = "A JSON file with the stages. Empty is the built-in recipe: 512, 1024, then tiles.")
	private String recipe = "";

	@Parameter(label = "Finish", persist = false, required = false,
		description = "The model of the last stage, for photographic detail. Empty is the same model.")
	private String finish = "";

	@Parameter(label = "Scale", persist = false, min = "0", max = "32", stepSize = "0.5",
		style = "format:0.0#",
		description = "How many times larger the result is than the picture. 0 is as the recipe says.")
	private double scale = 0;

	@Parameter(label = "Resume", persist = false, visibility = ItemVisibility.INVISIBLE,
		description = "Keeps what is done, so that the same command goes on after a crash.")
	private boolean resume = true;

	@Parameter(label = "Early", persist = false, required = false,
		visibility = ItemVisibility.INVISIBLE,
		description = "What was skipped or accepted by a key, for the same pixels: tiles 448,0, an end end:0,0@5.")
	private String early = "";

	@Parameter(label = "Prompt", persist = false, required = false, style = TextWidget.AREA_STYLE,
		description = "What the picture shall show, or be like. (word:1.2) weighs more.")
	private String prompt = "";

	@Parameter(label = "Negative", persist = false, required = false, style = TextWidget.AREA_STYLE,
		description = "What the picture shall not be like. Acts where guidance is above 1.")
	private String negative = "";

	@Override
	public void complete(final Set<String> given) {
		suitSteps(given, finish);
	}

	@Override
	public List<String> installed(final String key) {
		return key.equals("finish") ? Installed.models() : super.installed(key);
	}

	@Override
	protected String forecast(final ImagePlus picture) {
		return Estimate.of(picture, Settings.of(EnlargeSettings.class, this)).text();
	}

	@Override
	protected ImagePlus work(final ImagePlus image, final Desk desk) {
		return Enlarge.run(image, Settings.of(EnlargeSettings.class, this), desk);
	}
}
