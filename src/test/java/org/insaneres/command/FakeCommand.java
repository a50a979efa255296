/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.Map;
import java.util.concurrent.CancellationException;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.NumberWidget;
import org.scijava.widget.TextWidget;

/** Does at once, and without a model, what a command may do: succeed, refuse, fail. */
@Plugin(type = Command.class, label = FakeCommand.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"))
public class FakeCommand extends DiffusionCommand {

	/** Its place in the menu. */
	public static final String LABEL = "SD Fake...";

	/** What a recorded or remembered value comes from. */
	@Parameter(label = "Size", persist = false, min = "0", max = "16384")
	private int size = 0;

	@Parameter(label = "Lock", persist = false, min = "0", max = "1", stepSize = "0.05",
		style = NumberWidget.SCROLL_BAR_STYLE + ",format:0.00")
	private double lock = 1;

	@Parameter(label = "All slices", persist = false)
	private boolean slices = false;

	@Parameter(label = "Deed", persist = false,
		choices = {"Invert", "In place", "Refuse", "Crash", "Cancel", "Memory", "Wait for Esc"},
		description = "What to do.")
	private String deed = "Invert";

	@Parameter(label = "Prompt", persist = false, required = false, style = TextWidget.AREA_STYLE)
	private String prompt = "";

	@Parameter(label = "Negative", persist = false, required = false, style = TextWidget.AREA_STYLE)
	private String negative = "";

	/** The values as the job would get them. */
	public record Values(String model, double strength, int steps, double guidance, String sampler,
		String schedule, long seed, String output, int clipskip, int size, double lock, boolean slices,
		String prompt, String negative) {}

	@Override
	public Map<String, Object> suiting(final String key, final String value) {
		return value.equals("In place")
			? Map.of("lock", 0.25, "sampler", "Euler", "prompt", "suits", "negative", "suits")
			: Map.of();
	}

	@Override
	protected String forecast(final ImagePlus picture) {
		return "Longer side " + size + ".";
	}

	@Override
	protected ImagePlus work(final ImagePlus image, final Desk desk) {
		desk.progress(0.5, "faking");
		switch (deed) {
			case "In place" :
				image.getProcessor().invert();
				return null;
			case "Refuse" :
				throw new Refusal("This is refused for a test; do something else.");
			case "Crash" :
				throw new IllegalStateException("crash for a test");
			case "Cancel" :
				throw new CancellationException();
			case "Memory" :
				throw new OutOfMemoryError("for a test");
			case "Wait for Esc" :
				while (true) {
					desk.check();
					ij.IJ.wait(10);
				}
			default :
				return invert(image);
		}
	}

	private ImagePlus invert(final ImagePlus image) {
		final ImagePlus result = new ImagePlus("inverted", image.getProcessor().duplicate());
		result.getProcessor().invert();
		result.setProp("values", Settings.of(Values.class, this).toString());
		return result;
	}
}
