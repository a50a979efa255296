/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.Map;

import org.insaneres.job.shelf.Records;

/** What {@link Upscale} is asked to do; each component is the macro key of its name. */
public record UpscaleSettings(String model, double strength, int steps, double guidance,
	String sampler, String schedule, long seed, String output, String noise, String rule,
	String emphasis, int clipskip, double eta, double variation, long twin,
	String canvas, long ensd, int cache, String guided, String vae, String precision, double scale,
	String upscaler,
	int tile,
	int overlap, String fusion, double lock, boolean resume, String source, boolean slices,
	boolean regions, String map, double detail, boolean seams, String input, String file,
	String early, String prompt, String negative) {

	/** The same with other tiles, which then overlap by half of them at most. */
	UpscaleSettings withTile(final int side) {
		if (side == tile) return this;
		final Map<String, Object> values = Records.values(this);
		values.put("tile", side);
		values.put("overlap", Math.min(overlap, side / 2));
		return Records.make(UpscaleSettings.class, values::get);
	}
}
