/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.insaneres.job.Desk;
import org.insaneres.job.explore.Explore;
import org.insaneres.job.explore.ExploreSettings;
import org.insaneres.job.explore.Explored;
import org.insaneres.job.shelf.Installed;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.TextWidget;

/** A hyperstack over two or three settings. */
@Plugin(type = Command.class, label = Explore.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Tries many settings and shows the results as one stack with a slider for each.")
@Without("output")
public class ExploreCommand extends DiffusionCommand {

	private static final String OWN = "-1";

	@Parameter(label = "Across", persist = false, required = false,
		description = "A key and its values: strength 0.1-0.5 [5], steps 10-30 (+10), sampler Euler a, DDIM.")
	private String across = "strength 0.1-0.5 [5]";

	@Parameter(label = "Down", persist = false, required = false,
		description = "A second key and its values. For prompt, the first is searched: prompt cat, dog, fox.")
	private String down = "";

	@Parameter(label = "Deep", persist = false, required = false,
		description = "A third key and its values, such as seed 1-3.")
	private String deep = "";

	@Parameter(label = "Action", persist = false,
		choices = {"Image to image", "Upscale", "Upscale tile"},
		description = "What is tried. Upscale tile paints one tile only, the nearest to the selection.")
	private String action = "Image to image";

	@Parameter(label = "Contact sheet", persist = false,
		description = "Also puts all results on one picture with legends.")
	private boolean sheet = false;

	@Parameter(label = "Size", persist = false, visibility = ItemVisibility.INVISIBLE, min = "0",
		max = "16384",
		description = "Longer side of the results of image to image in pixels; 0 keeps the size.")
	private int size = 0;

	@Parameter(label = "Lock", persist = false, min = OWN, max = "1", style = "format:0.0#",
		description = "How firmly results agree with the source, 0 to 1. -1: 0, or 1 where enlarged.")
	private double lock = -1;

	@Parameter(label = "Source", persist = false, visibility = ItemVisibility.INVISIBLE,
		choices = {"Image", "Visible"},
		description = "The pixels of the picture, or the picture with its overlays as you see it.")
	private String source = "Image";

	@Parameter(label = "Feather", persist = false, visibility = ItemVisibility.INVISIBLE, min = "0",
		max = "512", description = "Width in pixels over which the edge of a selection fades.")
	private int feather = 16;

	@Parameter(label = "Context", persist = false, visibility = ItemVisibility.INVISIBLE, min = OWN,
		max = "2048",
		description = "Pixels around a selection that the network sees too. -1 chooses for you.")
	private int context = -1;

	@Parameter(label = "Scale", persist = false, min = "1", max = "16", stepSize = "0.5",
		style = "format:0.0#", description = "How many times larger the results of upscaling are.")
	private double scale = 2;

	@Parameter(label = "Upscaler", persist = false, visibility = ItemVisibility.INVISIBLE,
		description = "How the picture is enlarged before diffusion: Lanczos, or an installed network.")
	private String upscaler = "Lanczos";

	@Parameter(label = "Tile", persist = false, min = "64", max = "4096", stepSize = "64",
		description = "Side of a tile of upscaling in pixels.")
	private int tile = 512;

	@Parameter(label = "Overlap", persist = false, visibility = ItemVisibility.INVISIBLE, min = "0",
		max = "1024", stepSize = "8", description = "Pixels by which neighbouring tiles overlap.")
	private int overlap = 64;

	@Parameter(label = "Fusion", persist = false, visibility = ItemVisibility.INVISIBLE,
		choices = {"Fused", "SD upscale", "Krita"},
		description = "How tiles become one picture: fused in every step, or blended at the end.")
	private String fusion = "Fused";

	@Parameter(label = "Prompt", persist = false, required = false, style = TextWidget.AREA_STYLE,
		description = "What the picture shall show, or be like. (word:1.2) weighs more.")
	private String prompt = "";

	@Parameter(label = "Negative", persist = false, required = false, style = TextWidget.AREA_STYLE,
		description = "What the picture shall not be like. Acts where guidance is above 1.")
	private String negative = "";

	private ImagePlus contacts;

	@Override
	public List<String> installed(final String key) {
		if (!key.equals("upscaler")) return super.installed(key);
		return Stream.concat(Stream.of("Lanczos"), Installed.upscalers().stream()).toList();
	}

	@Override
	protected String forecast(final ImagePlus picture) {
		decide();
		if (lock < 0) lock = (double) Settings.value("lock", plain());
		return Explore.forecast(picture, Settings.of(ExploreSettings.class, this), base());
	}

	/** ImageJ's Recorder would take {@code across=[lock=0,1]} for the key lock. */
	@Override
	public void decide() {
		super.decide();
		across = Explore.tidy(across);
		down = Explore.tidy(down);
		deep = Explore.tidy(deep);
	}

	/** What every cell does where no axis changes it. */
	private Record base() {
		return Settings.of(Explored.named(action).settings(), this, plain());
	}

	private ActionCommand plain() {
		return Explored.named(action) == Explored.IMAGE_TO_IMAGE
			? new ImageToImageCommand()
			: new UpscaleCommand();
	}

	@Override
	protected ImagePlus work(final ImagePlus image, final Desk desk) {
		if (lock < 0) lock = (double) Settings.value("lock", plain());
		final Explore explore = new Explore(image, Settings.of(ExploreSettings.class, this), base());
		final ImagePlus stack = explore.run(desk);
		contacts = sheet ? explore.sheet() : null;
		return stack;
	}

	/** The contact sheet comes first, so that the stack becomes the current image. */
	@Override
	public List<ImagePlus> results() {
		final List<ImagePlus> results = new ArrayList<>();
		if (contacts != null) results.add(contacts);
		results.addAll(super.results());
		return results;
	}
}
