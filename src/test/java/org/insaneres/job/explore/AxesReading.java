/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.insaneres.fuzz.Trial;
import org.insaneres.job.ImageToImageSettings;

/** Axes of an exploration of image-to-image. */
public final class AxesReading {

	private static final List<String> PLACES = List.of("across", "down", "deep");
	private static final ImageToImageSettings BASE = GridTest.base("a cat", "");

	private AxesReading() {}

	/** @param text each axis on its line */
	public static void read(final String text, final Consumer<Trial.Reading> trial) {
		trial.accept(() -> {
			final String[] lines = text.split("\n", -1);
			final List<Axis> axes = new ArrayList<>();
			for (int i = 0; i < PLACES.size(); i++) {
				axes.add(Axis.parse(PLACES.get(i), i < lines.length ? lines[i] : ""));
			}
			new Grid(Variation.together(axes, Explored.IMAGE_TO_IMAGE, BASE), BASE).inOrderOfWork();
		});
	}
}
