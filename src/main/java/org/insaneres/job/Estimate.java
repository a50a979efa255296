/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run will take on this machine, in words for a dialog.
 *
 * @param works all there is to do, at least one
 */
public record Estimate(List<Work> works) {

	/** @throws org.insaneres.Refusal if the settings are not possible */
	public static Estimate of(final ImagePlus image, final ImageToImageSettings settings) {
		return new Estimate(ImageToImage.work(image, settings));
	}

	/** @throws org.insaneres.Refusal if the settings are not possible */
	public static Estimate of(final ImagePlus image, final UpscaleSettings settings) {
		return new Estimate(Upscale.work(image, settings));
	}

	/** @throws org.insaneres.Refusal if the settings are not possible */
	public static Estimate of(final ImagePlus image, final EnlargeSettings settings) {
		return new Estimate(Enlarge.work(image, settings));
	}

	/** Of one tile of an upscale. */
	public static Estimate ofTile(final ImagePlus image, final UpscaleSettings settings) {
		final Work whole = Upscale.work(image, settings).get(0);
		final int side = settings.tile();
		return new Estimate(List.of(new Work(whole.model(), Math.min(whole.width(), side),
			Math.min(whole.height(), side), 1, whole.pixels(), whole.evaluations())));
	}

	/** Of several runs, one after the other. */
	public static Estimate together(final List<Estimate> estimates) {
		return new Estimate(estimates.stream().flatMap(e -> e.works.stream()).toList());
	}

	/** Size of the result, time and memory. */
	public String text() {
		final Work last = works.get(works.size() - 1);
		final long tiles = last.tiles();
		return "Result " + last.width() + " x " + last.height() +
			(tiles > 1 ? " in " + tiles + " tiles" : "") + ": about " + cost();
	}

	/** Time and memory. */
	public String cost() {
		final OptionalDouble seconds = seconds();
		final String memory = memory();
		return seconds.isPresent()
			? Forecast.say(Math.max(1, seconds.getAsDouble())) + ", " + memory + "."
			: memory + "; how long it takes is known after the first run.";
	}

	private String memory() {
		final long bytes = works.stream().mapToLong(Work::bytes).max().orElse(0);
		return Forecast.say(bytes) + " of memory";
	}

	/** Nothing if a model of these has not run here yet. */
	private OptionalDouble seconds() {
		double sum = 0;
		for (final Work work : works) {
			final OptionalDouble seconds = work.seconds();
			if (seconds.isEmpty()) return seconds;
			sum += seconds.getAsDouble();
		}
		return OptionalDouble.of(sum);
	}
}
