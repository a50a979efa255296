/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.util.concurrent.CancellationException;

import org.insaneres.job.Desk;

/**
 * Runs of all kinds, one after the other; see {@link LongLifeTest}.
 */
final class LongLife {

	private static final String[] ACTIONS = {"ImageToImage|output=[New image]",
		"ImageToImage|output=[In place]", "ImageToImage|output=Layer",
		"Upscale|scale=2 tile=64 overlap=16", "Upscale|scale=2 tile=64 overlap=16 fusion=Krita",
		"Explore|across=[strength 0.4,0.8]"};

	private LongLife() {}

	/** One run; every fifth is stopped in the middle. */
	static void run(final int number) {
		final String[] action = ACTIONS[number % ACTIONS.length].split("\\|");
		final ImagePlus art = IJ.createImage("art", "RGB ramp", 32, 24, 1);
		final boolean stopped = number % 5 == 4;
		try {
			new Action(action[0], art, "steps=3 strength=0.7 seed=" + number + " " + action[1])
				.run(new Desk() {

					private int told;

					@Override
					public void progress(final double fraction, final String what) {
						told++;
					}

					@Override
					public boolean canceled() {
						return stopped && told > 2;
					}
				});
			if (stopped) throw new AssertionError("Not stopped: " + number);
		} catch (final CancellationException e) {
			if (!stopped) throw e;
		} finally {
			IJ.run("Close All");
			WindowManager.setTempCurrentImage(null);
		}
	}
}
