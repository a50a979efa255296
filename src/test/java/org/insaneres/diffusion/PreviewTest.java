/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.ColourSketch;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.ModelFolder;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;

/** Previews of models whose own autoencoder is too slow for them. */
class PreviewTest {

	private static final int WIDTH = 60;
	private static final int HEIGHT = 52;

	private final List<String> seen = new ArrayList<>();

	@Test
	void everyStepIsShownAndChangesNothing() {
		try (DiffusionModel plain = ModelFolder
			.open(Path.of(System.getProperty("tinymodels"), "models/sd15"), Monitor.NONE)) {
			final float[] unseen = paint(plain);
			assertEquals(List.of(), seen);
			final var autoencoder = ColourSketch.of(Family.SD1, 8).with(plain.autoencoder());
			final float[] watched = paint(new DiffusionModel(plain.info(), plain.encoders(),
				plain.network(), autoencoder, plain.scheduler()));
			assertEquals(List.of("60 x 52", "60 x 52", "60 x 52"), seen);
			assertArrayEquals(unseen, watched);
		}
	}

	private float[] paint(final DiffusionModel model) {
		final Monitor monitor = new Monitor() {

			@Override
			public boolean previews() {
				return true;
			}

			@Override
			public void preview(final Supplier<RandomAccessibleInterval<FloatType>> look) {
				final var block = look.get();
				if (block == null) return;
				seen.add(block.dimension(0) + " x " + block.dimension(1));
			}
		};
		final var picture = Pictures.wrap(new float[3 * WIDTH * HEIGHT],
			new FinalInterval(WIDTH, HEIGHT));
		final GenerationSettings settings = new GenerationSettings(1, 3, 1, "Euler", "Automatic", 1,
			"Position", "A1111", "A1111", 1, -1, "cat", "");
		return Pictures.read(ImageToImage.with(model, settings, monitor)
			.run(new Brief(picture, null, null), 1, monitor));
	}
}
