/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.awt.image.Raster;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole runs as A1111 makes them from the same settings and seed, to half a grey level: samplers,
 * schedules, strength, order of the noise, walks of the SDE samplers, variation seeds, seed delta,
 * masks and their content. Masks are made of whole latent pixels, where both programs reduce them
 * alike. DPM adaptive is left out, as the last bits decide there whether a step is accepted.
 */
class A1111RunsTest {

	@TestFactory
	Stream<DynamicTest> runs() throws IOException, URISyntaxException {
		final Path models = Path.of(A1111RunsTest.class.getResource("/tiny-models").toURI());
		final JsonNode goldens = new ObjectMapper()
			.readTree(A1111RunsTest.class.getResource("a1111.json"));
		final var picture = read(models.resolve(goldens.get("picture").textValue()));
		final int every = goldens.get("every").intValue();
		return Goldens.each(goldens.get("cases"), A1111RunsTest::title, golden -> {
			try (DiffusionModel model = ModelFolder
				.open(models.resolve(golden.get("model").textValue()), Monitor.NONE)) {
				final GenerationSettings settings = settings(golden);
				final Brief brief = new Brief(picture, mask(golden.path("mask"), picture), null,
					Regions.NONE, Content.named(golden.path("content").asText("Original")));
				final float[] result = Pictures.read(
					ImageToImage.with(model, settings, Monitor.NONE).run(brief, settings.seed(),
						Monitor.NONE));
				final float[] expected = Goldens.floats(golden.get("levels"));
				final float[] levels = new float[expected.length];
				for (int i = 0; i < levels.length; i++) {
					levels[i] = 255 * Math.max(0, Math.min(result[i * every], 1));
				}
				assertArrayEquals(expected, levels, 0.5f);
			}
		});
	}

	private static String title(final JsonNode golden) {
		return golden.get("rule").textValue() + " " + golden.get("sampler").textValue() + " " +
			golden.get("schedule").textValue() + " seed " + golden.get("seed");
	}

	private static GenerationSettings settings(final JsonNode golden) {
		return new GenerationSettings(golden.get("strength").doubleValue(),
			golden.get("steps").intValue(), golden.get("guidance").doubleValue(),
			golden.get("sampler").textValue(), golden.get("schedule").textValue(),
			golden.get("seed").longValue(), "MT19937", golden.get("rule").textValue(), "A1111", 1, -1,
			golden.path("variation").asDouble(), golden.path("twin").asLong(),
			golden.path("canvas").asText(), golden.path("ensd").asLong(), 1, "", "", "",
			golden.get("prompt").textValue(), golden.get("negative").textValue());
	}

	/** Rectangles from a first to before a last column and row; null where there are none. */
	private static RandomAccessibleInterval<FloatType> mask(final JsonNode rectangles,
		final Interval picture) {
		if (rectangles.isEmpty()) return null;
		final int width = (int) picture.dimension(0);
		final float[] mask = new float[width * (int) picture.dimension(1)];
		for (final JsonNode r : rectangles) {
			for (int i = 0; i < mask.length; i++) {
				final int x = i % width;
				final int y = i / width;
				if (x >= r.get(0).intValue() && y >= r.get(1).intValue() && x < r.get(2).intValue()
					&& y < r.get(3).intValue()) {
					mask[i] = 1;
				}
			}
		}
		return Pictures.wrap(mask, picture);
	}

	private static RandomAccessibleInterval<FloatType> read(final Path file) throws IOException {
		final Raster raster = ImageIO.read(file.toFile()).getRaster();
		final int width = raster.getWidth();
		final int size = width * raster.getHeight();
		final float[] block = new float[3 * size];
		for (int i = 0; i < block.length; i++) {
			block[i] = raster.getSample(i % size % width, i % size / width, i / size) / 255f;
		}
		return Pictures.wrap(block, Intervals.createMinSize(0, 0, width, raster.getHeight()));
	}
}
