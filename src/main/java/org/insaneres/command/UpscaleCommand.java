/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.insaneres.job.Desk;
import org.insaneres.job.Estimate;
import org.insaneres.job.Upscale;
import org.insaneres.job.UpscaleSettings;
import org.insaneres.job.shelf.Installed;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.TextWidget;

/** Enlarges any picture by tiles. */
@Plugin(type = Command.class, label = "SD Upscale...", visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Enlarges the picture tile by tile and paints the missing detail by diffusion.")
public class UpscaleCommand extends DiffusionCommand {

	@Parameter(label = "Scale", persist = false, min = "1", max = "16", stepSize = "0.5",
		style = "format:0.0#", description = "How many times larger the result is.")
	private double scale = 2;

	@Parameter(label = "Upscaler", persist = false,
		description = "How the picture is enlarged before diffusion: Lanczos, or an installed network.")
	private String upscaler = "Lanczos";

	@Parameter(label = "Tile", persist = false, min = "64", max = "4096", stepSize = "64",
		description = "Side of a tile in pixels. Larger tiles need more memory.")
	private int tile = 512;

	@Parameter(label = "Overlap", persist = false, min = "0", max = "1024", stepSize = "8",
		description = "Pixels by which neighbouring tiles overlap.")
	private int overlap = 64;

	@Parameter(label = "Fusion", persist = false,
		choices = {"Fused", "SD upscale", "Krita"},
		description = "How tiles become one picture: fused in every step, or blended at the end.")
	private String fusion = "Fused";

	@Parameter(label = "Lock", persist = false, min = "0", max = "1", stepSize = "0.05",
		style = SHARE,
		description = "How firmly the result, scaled down, agrees with the source: 0 is free, 1 exact.")
	private double lock = 1;

	@Parameter(label = "Resume", persist = false, visibility = ItemVisibility.INVISIBLE,
		description = "Keeps what is done, so that the same command goes on after a crash.")
	private boolean resume = true;

	@Parameter(label = "Source", persist = false,
		choices = {"Image", "Visible"},
		description = "The pixels of the picture, or the picture with its overlays as you see it.")
	private String source = "Image";

	@Parameter(label = "All slices", persist = false,
		description = "Works on every slice of a stack, not only on the one you see.")
	private boolean slices = false;

	@Parameter(label = "Regions", persist = false,
		description = "Heeds regions of interest that have a prompt, a strength, or are to be kept.")
	private boolean regions = false;

	@Parameter(label = "Map", persist = false, required = false,
		visibility = ItemVisibility.INVISIBLE,
		description = "Title or file of a grey picture: white is painted fully, black not at all.")
	private String map = "";

	@Parameter(label = "Detail", persist = false, visibility = ItemVisibility.INVISIBLE, min = "0",
		max = "255", description = "Places whose grey levels vary less than this are not painted anew.")
	private double detail = 0;

	@Parameter(label = "Seams", persist = false, visibility = ItemVisibility.INVISIBLE,
		description = "Measures whether borders of tiles show in the result.")
	private boolean seams = false;

	@Parameter(label = "Input", persist = false, required = false,
		visibility = ItemVisibility.INVISIBLE,
		description = "A TIFF to enlarge instead of an image, for pictures of any size.")
	private String input = "";

	@Parameter(label = "File", persist = false, required = false,
		description = "A .tif to write instead of an image, for results of any size. Mostly empty.")
	private String file = "";

	@Parameter(label = "Early", persist = false, required = false,
		visibility = ItemVisibility.INVISIBLE,
		description = "What was skipped or accepted by a key, for the same pixels: tiles 448,0, an end end:0,0@5.")
	private String early = "";

	@Parameter(label = "Prompt", persist = false, required = false, style = TextWidget.AREA_STYLE,
		description = "What every tile shall be like. (word:1.2) weighs more.")
	private String prompt = "";

	@Parameter(label = "Negative", persist = false, required = false, style = TextWidget.AREA_STYLE,
		description = "What no tile shall be like. Acts where guidance is above 1.")
	private String negative = "";

	@Override
	public void complete(final Set<String> given) {
		suitSteps(given, "");
	}

	@Override
	public List<String> installed(final String key) {
		if (!key.equals("upscaler")) return super.installed(key);
		return Stream.concat(Stream.of("Lanczos"), Installed.upscalers().stream()).toList();
	}

	@Override
	protected String forecast(final ImagePlus picture) {
		return Estimate.of(picture, Settings.of(UpscaleSettings.class, this)).text();
	}

	@Override
	protected ImagePlus work(final ImagePlus image, final Desk desk) {
		return Upscale.run(image, Settings.of(UpscaleSettings.class, this), desk);
	}
}
