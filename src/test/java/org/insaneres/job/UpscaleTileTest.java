/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.util.Random;
import java.util.stream.Stream;

import org.insaneres.job.shelf.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One tile, as it will look in the whole picture. */
class UpscaleTileTest {

	private static final int TILE = 128;
	private static final int OVERLAP = 16;

	/** Tiles are spread evenly, which makes them overlap more: so much, from 0, 86, 172. */
	private static final int SHARED = 128 - 86;

	private final ImagePlus art = new ImagePlus("art", blobs());

	/** Something soft with many colours. */
	private static ColorProcessor blobs() {
		final ColorProcessor pixels = new ColorProcessor(100, 75);
		final Random random = new Random(3);
		for (int i = 0; i < 60; i++) {
			pixels.setColor(random.nextInt(1 << 24));
			pixels.fillOval(random.nextInt(100) - 12, random.nextInt(75) - 12, 30, 22);
		}
		pixels.blurGaussian(1.5);
		return pixels;
	}

	private static UpscaleSettings settings(final String fusion, final String noise,
		final double strength) {
		return Records.make(UpscaleSettings.class, key -> switch (key) {
			case "model" -> "mini";
			case "strength" -> strength;
			case "steps" -> 5;
			case "guidance", "scale" -> key.equals("scale") ? 3.0 : 1.0;
			case "sampler" -> "Euler a";
			case "schedule" -> "Automatic";
			case "seed" -> 11L;
			case "noise" -> noise;
			case "fusion" -> fusion;
			case "output" -> "New image";
			case "rule", "emphasis" -> "A1111";
			case "clipskip" -> 1;
			case "eta" -> -1.0;
			case "upscaler" -> "Lanczos";
			case "source" -> "Image";
			case "tile" -> TILE;
			case "overlap" -> OVERLAP;
			case "lock", "variation", "detail" -> 0.0;
			case "twin", "ensd" -> 0L;
			case "cache" -> 1;
			case "slices", "regions", "seams", "resume" -> false;
			default -> "";
		});
	}

	/** In the middle, in two corners and at the lower border. */
	static Stream<Roi> places() {
		return Stream.of(null, new Roi(2, 2, 5, 5), new Roi(90, 60, 10, 15), new PointRoi(50, 70));
	}

	@ParameterizedTest
	@MethodSource("places")
	void aTileOfSdUpscaleIsThatOfTheWholeInside(final Roi place) {
		assertEquals(0, difference("SD upscale", "Position", place, SHARED), 1e-9);
		assertEquals(0, difference("SD upscale", "MT19937", place, SHARED), 1e-9);
	}

	@ParameterizedTest
	@MethodSource("places")
	void aTileOfFusedLooksLikeThatOfTheWholeInside(final Roi place) {
		final double difference = difference("Fused", "Position", place, SHARED);
		final double another = difference("Fused", "Philox", place, SHARED);
		assertTrue(difference < 0.5, "mean difference " + difference);
		assertTrue(difference < another / 10,
			"place-keyed noise " + difference + ", other noise " + another);
	}

	@ParameterizedTest
	@CsvSource({"Fused", "SD upscale", "Krita"})
	void strengthZeroIsThePlainEnlargement(final String fusion) {
		final UpscaleSettings settings = settings(fusion, "Position", 0);
		final ImagePlus whole = Upscale.run(art, settings, Desk.NONE);
		final ImagePlus tile = UpscaleTile.run(art, settings, Desk.NONE);
		assertEquals(0, difference(whole, tile, 0), 1e-9);
	}

	@Test
	void aSmallPictureIsOneTile() {
		final ImagePlus tiny = new ImagePlus("tiny", new ColorProcessor(9, 5));
		final ImagePlus tile = UpscaleTile.run(tiny, settings("Fused", "Position", 0.5), Desk.NONE);
		assertEquals("27 x 15", tile.getWidth() + " x " + tile.getHeight());
	}

	private double difference(final String fusion, final String noise, final Roi place,
		final int border) {
		final UpscaleSettings settings = settings(fusion, noise, 0.5);
		art.deleteRoi();
		final ImagePlus whole = Upscale.run(art, settings, Desk.NONE);
		art.setRoi(place);
		final ImagePlus tile = UpscaleTile.run(art, settings, Desk.NONE);
		assertTrue(tile.getWidth() > TILE * 3 / 4 && tile.getWidth() <= TILE, "width of the tile");
		return difference(whole, tile, border);
	}

	/** Mean difference in grey levels at the place where it is least, apart from a border. */
	private static double difference(final ImagePlus whole, final ImagePlus tile, final int border) {
		double least = Double.MAX_VALUE;
		for (int y = 0; y <= whole.getHeight() - tile.getHeight(); y++) {
			for (int x = 0; x <= whole.getWidth() - tile.getWidth(); x++) {
				least = Math.min(least, difference(whole, tile, x, y, border, least));
			}
		}
		return least;
	}

	private static double difference(final ImagePlus whole, final ImagePlus tile, final int left,
		final int top, final int border, final double enough) {
		final int[] large = (int[]) whole.getProcessor().getPixels();
		final int[] small = (int[]) tile.getProcessor().getPixels();
		final long count = 3L * (tile.getWidth() - 2 * border) * (tile.getHeight() - 2 * border);
		double sum = 0;
		for (int y = border; y < tile.getHeight() - border; y++) {
			for (int x = border; x < tile.getWidth() - border; x++) {
				final int a = large[(top + y) * whole.getWidth() + left + x];
				final int b = small[y * tile.getWidth() + x];
				for (int shift = 0; shift < 24; shift += 8) {
					sum += Math.abs((a >> shift & 255) - (b >> shift & 255));
				}
			}
			if (sum / count > enough) return sum / count;
		}
		return sum / count;
	}
}
