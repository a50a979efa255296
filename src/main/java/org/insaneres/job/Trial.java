/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.StrengthRule;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.Installed;
import org.insaneres.job.shelf.Records;
import org.insaneres.prompt.Emphasis;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.noise.NoiseSource;
import org.insaneres.sampler.solver.Samplers;

/** Looks at settings before a long work, lest its last part fail for a misspelt name. */
public final class Trial {

	private static final Map<String, double[]> RANGES = Map.of("lock", new double[]{0, 1}, "tile",
		new double[]{64, 4096}, "overlap", new double[]{0, 1024}, "feather", new double[]{0, 512},
		"context", new double[]{-1, 2048}, "seed", new double[]{0, 1e18});

	private Trial() {}

	/**
	 * @param settings of {@link ImageToImage} or {@link Upscale}, with a decided seed
	 * @throws Refusal if a name is unknown or a number out of range
	 */
	public static void check(final Record settings) {
		Installed.find(Records.values(settings).get("model").toString());
		checkButModel(settings);
	}

	/**
	 * Looking for a model takes longer than all else, and many settings have the same one.
	 *
	 * @throws Refusal as {@link #check}, but whether there is such a model is not looked at
	 */
	public static void checkButModel(final Record settings) {
		final Map<String, Object> values = Records.values(settings);
		final GenerationSettings generation = Records.make(GenerationSettings.class, values::get);
		Samplers.named(generation.sampler());
		Schedule.named(generation.schedule());
		NoiseSource.named(generation.noise());
		StrengthRule.named(generation.rule());
		Emphasis.of(generation.emphasis());
		RANGES.forEach((key, range) -> within(key, values.get(key), range[0], range[1]));
		if (settings instanceof UpscaleSettings upscale) {
			Enlargement.named(upscale.upscaler());
			Upscale.mode(upscale.fusion(), upscale.tile(), upscale.overlap());
		}
	}

	private static void within(final String key, final Object value, final double min,
		final double max) {
		if (!(value instanceof Number number)) return;
		if (number.doubleValue() >= min && number.doubleValue() <= max) return;
		throw new Refusal(key + " is " + value + ", but must lie between " + (long) min + " and " +
			(long) max + ".");
	}
}
