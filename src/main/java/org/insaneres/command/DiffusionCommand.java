/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.insaneres.job.Desk;
import org.insaneres.job.parameters.SamplerMenu;
import org.insaneres.job.shelf.Installed;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;
import org.scijava.widget.NumberWidget;

/**
 * A command that changes a picture by diffusion: the parameters all of them have. SciJava lists
 * these first and those of the subclass after them; a subclass declares its prompts last.
 */
public abstract class DiffusionCommand extends ActionCommand {

	static final String SHARE = NumberWidget.SCROLL_BAR_STYLE + ",format:0.00";

	static final String AUTOMATIC = "Automatic";
	static final String NEW_IMAGE = "New image";
	static final String IN_PLACE = "In place";
	static final String LAYER = "Layer";

	private static final long SEEDS = 1L << 32;

	/** Where nothing is recommended with the model. */
	private static final int STEPS = 20;

	@Parameter(label = "Image", persist = false)
	private ImagePlus image;

	@Parameter(label = "Model", persist = false, required = false,
		description = "The network that paints. Empty is the default model; SD Models... installs more.")
	private String model = "";

	@Parameter(label = "Strength", persist = false, min = "0", max = "1", stepSize = "0.01",
		style = SHARE,
		description = "How much is painted anew: 0 keeps the picture, 0.5 reinvents detail, 1 ignores it.")
	private double strength = 0.3;

	@Parameter(label = "Steps", persist = false, min = "1", max = "150",
		description = "Steps from noise to picture. More take longer and are finer; 20 mostly suffice.")
	private int steps = STEPS;

	@Parameter(label = "Guidance", persist = false, min = "0", max = "30", stepSize = "0.5",
		style = "format:0.0#",
		description = "How closely the prompt is followed. 1 is fastest and ignores the negative prompt.")
	private double guidance = 1;

	@Offers(SamplerMenu.class)
	@Parameter(label = "Sampler", persist = false,
		description = "How noise is turned into a picture, by the names of AUTOMATIC1111.")
	private String sampler = "DPM++ 2M";

	@Parameter(label = "Schedule", persist = false,
		choices = {AUTOMATIC, "Uniform", "Karras", "Exponential", "Polyexponential", "SGM Uniform",
			"KL Optimal", "Align Your Steps", "Simple", "Normal", "DDIM", "Beta"},
		description = "How the noise falls from step to step. Automatic is what suits the sampler.")
	private String schedule = AUTOMATIC;

	@Parameter(label = "Seed", persist = false, min = "-1",
		description = "The same seed gives the same picture. -1 takes a random one, which is recorded.")
	private long seed = -1;

	@Parameter(label = "Output", persist = false,
		choices = {NEW_IMAGE, IN_PLACE, LAYER},
		description = "A new window, the picture itself (with Undo), or an overlay on top of it.")
	private String output = NEW_IMAGE;

	@Parameter(label = "Noise", persist = false, visibility = ItemVisibility.INVISIBLE,
		choices = {"Position", "Philox", "MT19937"},
		description = "Where noise comes from: by place in the picture, or as other programs draw it.")
	private String noise = "Position";

	@Parameter(label = "Rule", persist = false, visibility = ItemVisibility.INVISIBLE,
		choices = {"diffusers", "A1111", "A1111 exact", "ComfyUI", "Krita"},
		description = "How strength becomes a number of steps, as the program of that name does it.")
	private String rule = "A1111";

	@Parameter(label = "Emphasis", persist = false, visibility = ItemVisibility.INVISIBLE,
		choices = {"A1111", "No norm", "ComfyUI"},
		description = "How weights in prompts act, as the program of that name does it.")
	private String emphasis = "A1111";

	@Parameter(label = "Clip skip", persist = false, visibility = ItemVisibility.INVISIBLE, min = "1",
		max = "12", description = "Which layer of the text encoder is used, counted from the last, 1.")
	private int clipskip = 1;

	@Parameter(label = "Eta", persist = false, visibility = ItemVisibility.INVISIBLE, min = "-1",
		max = "1", description = "Fresh noise in each step, 0 to 1. -1 is what the sampler prescribes.")
	private double eta = -1;

	@Parameter(label = "Variation", persist = false, visibility = ItemVisibility.INVISIBLE, min = "0",
		max = "1",
		description = "How far the noise lies towards that of another seed: small changes of a picture.")
	private double variation = 0;

	@Parameter(label = "Twin", persist = false, visibility = ItemVisibility.INVISIBLE, min = "-1",
		description = "The other seed, for variation. -1 takes a random one, which is recorded.")
	private long twin = -1;

	@Parameter(label = "Canvas", persist = false, visibility = ItemVisibility.INVISIBLE,
		required = false,
		description = "Size such as 512x768 of another picture whose noise is put into the middle.")
	private String canvas = "";

	@Parameter(label = "ENSD", persist = false, visibility = ItemVisibility.INVISIBLE,
		description = "Eta noise seed delta of AUTOMATIC1111: noise of the steps is that of seed + ENSD.")
	private long ensd = 0;

	@Parameter(label = "Cache", persist = false, visibility = ItemVisibility.INVISIBLE, min = "1",
		max = "20",
		description = "Deep layers of a checkpoint are asked every so many evaluations: faster, less exact.")
	private int cache = 1;

	@Parameter(label = "Guided", persist = false, visibility = ItemVisibility.INVISIBLE,
		required = false,
		description = "Steps in which guidance acts, as shares such as 0.2-0.8: faster. Empty is all.")
	private String guided = "";

	@Parameter(label = "VAE", persist = false, required = false,
		description = "Between latents and pixels. Automatic suits the model; TAESD is fast and softer.")
	private String vae = AUTOMATIC;

	@Parameter(label = "Precision (Int8: approximate)", persist = false, choices = {"Full", "Int8"},
		description = "Int8 computes a part of a checkpoint's network coarsely: faster, less exact.")
	private String precision = "Full";

	@Override
	public void prepare(final ImagePlus picture) {
		image = picture;
		final List<String> models = Installed.models();
		if (model.isEmpty() && !models.isEmpty()) {
			model = models.get(0);
			complete(Set.of());
		}
	}

	/**
	 * Takes the steps that suit the model, as in how many it enlarges best depends on its training.
	 *
	 * @param given the keys that have values; nothing happens if the steps are among them
	 * @param other a model that counts more than the first one; empty if there is none
	 */
	protected final void suitSteps(final Set<String> given, final String other) {
		if (given.contains("steps")) return;
		steps = (Integer) suiting("model", other.isBlank() ? model : other).getOrDefault("steps",
			STEPS);
	}

	@Override
	public List<String> installed(final String key) {
		return switch (key) {
			case "model" -> Installed.models();
			case "vae" -> Installed.vaes();
			default -> super.installed(key);
		};
	}

	/** Most people have no further autoencoders, and many no checkpoints. */
	@Override
	public boolean shows(final String key) {
		return switch (key) {
			case "vae" -> installed(key).size() > 2;
			case "precision" -> Installed.hasCheckpoints();
			default -> true;
		};
	}

	@Override
	public Map<String, Object> suiting(final String key, final String value) {
		return key.equals("model") ? Installed.recommended(value) : super.suiting(key, value);
	}

	/** What the settings amount to with the picture; nothing without one. */
	@Override
	public final String forecast() {
		return image == null ? "" : forecast(image);
	}

	/** What the settings amount to with a picture, see {@link #forecast()}. */
	protected abstract String forecast(ImagePlus picture);

	/** The model is open when the user has made up their mind. */
	@Override
	public void expect() {
		Installed.expect(model, key -> Settings.value(key, this));
	}

	/** Random seeds become numbers. */
	@Override
	public void decide() {
		if (seed < 0) seed = ThreadLocalRandom.current().nextLong(SEEDS);
		if (variation > 0 && twin < 0) twin = ThreadLocalRandom.current().nextLong(SEEDS);
	}

	@Override
	protected final ImagePlus work(final Desk desk) {
		return work(image, desk);
	}

	/**
	 * Moves the parameters into the job.
	 *
	 * @return the new picture, or null if the result went into the image itself
	 */
	protected abstract ImagePlus work(ImagePlus image, Desk desk);

	/** The default place of the result. */
	protected final void setOutput(final String place) {
		output = place;
	}
}
