/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import org.insaneres.job.Desk;
import org.insaneres.job.Estimate;
import org.insaneres.job.ImageToImage;
import org.insaneres.job.ImageToImageSettings;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.TextWidget;

/** Image-to-image on the picture, the selection or a layer. */
@Plugin(type = Command.class, label = "SD Image to Image...", visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Paints the picture, or what is selected of it, anew by diffusion.")
public class ImageToImageCommand extends DiffusionCommand {

	@Parameter(label = "Size", persist = false, min = "0", max = "16384", stepSize = "8",
		description = "Longer side of the result in pixels; 0 keeps the size.")
	private int size = 0;

	@Parameter(label = "Lock", persist = false, min = "0", max = "1", stepSize = "0.05",
		style = SHARE,
		description = "How firmly the result, scaled down, agrees with the source: 0 is free, 1 exact.")
	private double lock = 0;

	@Parameter(label = "Source", persist = false,
		choices = {"Image", "Visible"},
		description = "The pixels of the picture, or the picture with its overlays as you see it.")
	private String source = "Image";

	@Parameter(label = "Feather", persist = false, min = "0", max = "512",
		description = "Width in pixels over which the edge of a selection fades.")
	private int feather = 16;

	@Parameter(label = "Context", persist = false, min = "-1", max = "2048",
		description = "Pixels around a selection that the network sees too. -1 chooses for you.")
	private int context = -1;

	@Parameter(label = "Content", persist = false, visibility = ItemVisibility.INVISIBLE,
		choices = {"Original", "Fill", "Noise", "Nothing"},
		description = "What stands in the selection before: itself, its surroundings, noise or nothing.")
	private String content = "Original";

	@Parameter(label = "All slices", persist = false,
		description = "Works on every slice of a stack, not only on the one you see.")
	private boolean slices = false;

	@Parameter(label = "Variants", persist = false, min = "1", max = "64",
		description = "Makes this many versions with successive seeds, as slices of one stack.")
	private int variants = 1;

	@Parameter(label = "Regions", persist = false,
		description = "Heeds regions of interest that have a prompt, a strength, or are to be kept.")
	private boolean regions = false;

	@Parameter(label = "Map", persist = false, required = false,
		visibility = ItemVisibility.INVISIBLE,
		description = "Title or file of a grey picture: white is painted fully, black not at all.")
	private String map = "";

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

	/** With a selection the picture itself is changed, as ImageJ's filters do. */
	@Override
	public void prepare(final ImagePlus picture) {
		super.prepare(picture);
		final boolean selected = picture.getRoi() != null && picture.getRoi().isArea();
		setOutput(selected ? IN_PLACE : NEW_IMAGE);
	}

	@Override
	protected String forecast(final ImagePlus picture) {
		return Estimate.of(picture, Settings.of(ImageToImageSettings.class, this)).text();
	}

	@Override
	protected ImagePlus work(final ImagePlus image, final Desk desk) {
		return ImageToImage.run(image, Settings.of(ImageToImageSettings.class, this), desk);
	}
}
