/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.insaneres.job.canvas.Images;
import org.insaneres.job.shelf.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enlarges images of every kind with the real model and the lock. */
class UpscaleKindsTest {

	private static final int WIDTH = 40;
	private static final int HEIGHT = 28;

	private static ImagePlus upscale(final ImagePlus image, final Map<String, ?> changes) {
		final Map<String, Object> values = new LinkedHashMap<>(Map.ofEntries(
			Map.entry("model", ""), Map.entry("strength", 0.4), Map.entry("steps", 4),
			Map.entry("guidance", 1.0), Map.entry("sampler", "DPM++ 2M"),
			Map.entry("schedule", "Automatic"), Map.entry("seed", 3L), Map.entry("output", "New image"),
			Map.entry("noise", "Position"), Map.entry("rule", "A1111"), Map.entry("emphasis", "A1111"),
			Map.entry("clipskip", 1), Map.entry("eta", -1.0), Map.entry("variation", 0.0),
			Map.entry("twin", 0L), Map.entry("canvas", ""), Map.entry("ensd", 0L), Map.entry("vae", ""),
			Map.entry("cache", 1), Map.entry("guided", ""), Map.entry("precision", "Full"),
			Map.entry("early", ""),
			Map.entry("scale", 2.0),
			Map.entry("upscaler", "Lanczos"), Map.entry("tile", 64), Map.entry("overlap", 16),
			Map.entry("fusion", "Fused"), Map.entry("lock", 1.0), Map.entry("resume", false),
			Map.entry("source", "Image"), Map.entry("slices", false), Map.entry("regions", false),
			Map.entry("map", ""), Map.entry("detail", 0.0), Map.entry("seams", false),
			Map.entry("input", ""), Map.entry("file", ""), Map.entry("prompt", ""),
			Map.entry("negative", "")));
		values.putAll(changes);
		return Upscale.run(image, Records.make(UpscaleSettings.class, values::get), Desk.NONE);
	}

	/** Waves between two numbers, with some grain. */
	private static float[] waves(final double low, final double high) {
		final float[] values = new float[WIDTH * HEIGHT];
		final Random random = new Random(6);
		for (int i = 0; i < values.length; i++) {
			final double wave = 0.5 + 0.3 * Math.sin(i % WIDTH * 0.3) * Math.cos(i / WIDTH * 0.4);
			values[i] = (float) (low + (high - low) * (wave + 0.02 * random.nextDouble()));
		}
		return values;
	}

	/** The greatest difference between the source and the mean of every 2 x 2 pixels. */
	private static double difference(final ImageProcessor source, final ImageProcessor large) {
		double greatest = 0;
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			final int x = 2 * (i % WIDTH);
			final int y = 2 * (i / WIDTH);
			final double mean = (large.getf(x, y) + large.getf(x + 1, y) + large.getf(x, y + 1) +
				large.getf(x + 1, y + 1)) / 4.0;
			greatest = Math.max(greatest, Math.abs(mean - source.getf(i)));
		}
		return greatest;
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fused", "SD upscale", "Krita"})
	void sixteenBitsAreLockedToSixteenBits(final String fusion) {
		final ImageProcessor source = new FloatProcessor(WIDTH, HEIGHT, waves(500, 60000))
			.convertToShort(false);
		source.setMinAndMax(0, 65535);
		final ImagePlus result = upscale(new ImagePlus("s", source), Map.of("fusion", fusion));
		assertEquals(16, result.getBitDepth());
		assertEquals(0, difference(source, result.getProcessor()), 2, fusion);
	}

	/** A narrow display range on a large offset: what is shown is exact. */
	@Test
	void numbersOfAnyRangeKeepTheirPrecision() {
		final ImageProcessor source = new FloatProcessor(WIDTH, HEIGHT, waves(-3, 5));
		source.setMinAndMax(-4, 6);
		final ImagePlus result = upscale(new ImagePlus("s", source), Map.of());
		assertEquals(32, result.getBitDepth());
		assertEquals(0, difference(source, result.getProcessor()), 10 * 1e-4);
		final ImageProcessor narrow = new ShortProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			narrow.set(i, 1000 + i % 300);
		}
		narrow.setMinAndMax(1000, 1300);
		final ImageProcessor large = upscale(new ImagePlus("n", narrow), Map.of()).getProcessor();
		assertEquals(0, difference(narrow, large), 1.5);
		assertEquals(1000, large.getMin());
		assertEquals(1300, large.getMax());
	}

	@ParameterizedTest
	@ValueSource(doubles = {1.37, 2, 3.6})
	void transparencyIsScaledByItself(final double scale) {
		final int[] pixels = new int[WIDTH * HEIGHT];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (i % WIDTH * 6) << 24 | new Random(i).nextInt(1 << 24);
		}
		final ImageProcessor large = upscale(
			new ImagePlus("t", new ColorProcessor(WIDTH, HEIGHT, pixels)), Map.of("scale", scale))
			.getProcessor();
		for (int i = 0; i < large.getPixelCount(); i++) {
			final double x = (i % large.getWidth() + 0.5) * WIDTH / large.getWidth() - 0.5;
			final double alpha = 6 * Math.min(Math.max(x, 0), WIDTH - 1);
			assertEquals(alpha, large.get(i) >>> 24, 1.5);
		}
	}

	@Test
	void withoutTransparencyThereIsNone() {
		final ImageProcessor source = new FloatProcessor(WIDTH, HEIGHT, waves(0, 255)).convertToRGB();
		final ImageProcessor large = upscale(new ImagePlus("t", source), Map.of()).getProcessor();
		for (int i = 1; i < large.getPixelCount(); i++) {
			assertEquals(large.get(0) >>> 24, large.get(i) >>> 24);
		}
	}

	@Test
	void stacksKeepTheirLabelsDimensionsAndScale() {
		final ImageStack stack = new ImageStack();
		for (int i = 1; i <= 4; i++) {
			stack.addSlice("slice " + i,
				new FloatProcessor(WIDTH, HEIGHT, waves(0, 40 * i)).convertToByte(false));
		}
		final ImagePlus image = new ImagePlus("stack", stack);
		image.setDimensions(1, 2, 2);
		image.getCalibration().setUnit("mm");
		image.getCalibration().pixelWidth = 0.5;
		final ImagePlus result = upscale(image, Map.of("slices", true));
		assertEquals(4, result.getStackSize());
		assertEquals(2, result.getNSlices());
		assertEquals(2, result.getNFrames());
		assertEquals("slice 3", result.getStack().getSliceLabel(3));
		assertEquals(0.25, result.getCalibration().pixelWidth);
		for (int i = 1; i <= 4; i++) {
			assertTrue(difference(stack.getProcessor(i), result.getStack().getProcessor(i)) <= 1.5,
				"slice " + i);
		}
	}

	/** The colours that are seen, of every z and t. */
	@Test
	void compositesBecomeColours() {
		final CompositeImage composite = Images.composite(new Random(2));
		assertEquals(24, upscale(composite, Map.of()).getBitDepth());
		final ImagePlus all = upscale(composite, Map.of("slices", true));
		assertEquals(4, all.getStackSize());
		assertEquals(24, all.getBitDepth());
	}

	/** One channel at a time where channels are shown so. */
	@Test
	void channelsShownOneByOneStayNumbers() {
		final CompositeImage image = Images.composite(new Random(2));
		image.setDisplayMode(ij.IJ.GRAYSCALE);
		final ImagePlus result = upscale(image, Map.of("slices", true));
		assertEquals(16, result.getBitDepth());
		assertEquals(2, result.getNChannels());
		assertEquals(8, result.getStackSize());
	}
}
