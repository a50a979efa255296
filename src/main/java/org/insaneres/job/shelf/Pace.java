/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import ij.Prefs;

import java.util.Optional;

/**
 * How fast a model's network is on this machine, as last measured; ImageJ keeps it when it quits.
 *
 * @param seconds of one evaluation
 * @param pixels of what it looked at
 */
public record Pace(double seconds, long pixels) {

	/** What evaluations differ by anyway. */
	private static final double NEAR = 0.2;

	private static final String PLACE = "insaneres.pace.";

	/** What is known of a model on the device of SD Options; nothing before its first run. */
	public static Optional<Pace> of(final String model) {
		final String[] parts = Prefs.get(place(model), "").split("/");
		try {
			final Pace pace = new Pace(Double.parseDouble(parts[0]), Long.parseLong(parts[1]));
			return pace.seconds > 0 && pace.pixels > 0 ? Optional.of(pace) : Optional.empty();
		} catch (final NumberFormatException | ArrayIndexOutOfBoundsException never) {
			return Optional.empty();
		}
	}

	/** Whether another one, or null, says nearly the same. */
	boolean near(final Pace other) {
		return other != null && pixels == other.pixels
			&& Math.abs(seconds - other.seconds) < NEAR * other.seconds;
	}

	/** Keeps it, unless more is known already: what looks at little is all overhead. */
	void keep(final String model) {
		if (of(model).filter(known -> known.pixels > 4 * pixels).isPresent()) return;
		Prefs.set(place(model), seconds + "/" + pixels);
	}

	private static String place(final String model) {
		return PLACE + Preferences.read().device() + "." + model;
	}

	/** Seconds of an evaluation that looks at so many pixels, about. */
	public double seconds(final long others) {
		return seconds * others / pixels;
	}
}
