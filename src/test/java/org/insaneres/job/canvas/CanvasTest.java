/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.junit.jupiter.api.Test;

public class CanvasTest {

	@Property(tries = 200)
	void theSameSizeBeginsAndEndsAsTheSource(@ForAll final Images type,
		@ForAll @IntRange(min = 1, max = 9) final int width,
		@ForAll @IntRange(min = 1, max = 9) final int height, @ForAll final Random random) {
		final ImagePlus imp = type.image(width, height, random);
		final Plane plane = Plane.current(imp);
		final Canvas canvas = Canvas.of(plane, width, height);
		final boolean same = type != Images.COLOUR8 && type != Images.COLOUR16;
		assertEquals(same ? imp.getBitDepth() : 24, canvas.image().getBitDepth());
		final Object begin = Images.bits(canvas.image().getProcessor());
		if (same)
			assertArrayEquals(new Object[]{Images.bits(imp.getProcessor())},
				new Object[]{begin});
		canvas.paint(1, noise(new FinalInterval(width, height), random));
		canvas.paint(1, plane.read());
		assertSameNumbers(begin, canvas.image().getProcessor());
		assertEquals(imp.getProcessor().getMin(), same
			? canvas.image().getProcessor().getMin()
			: imp.getProcessor().getMin());
	}

	/** A number that is none may come back as another that is none. */
	private static void assertSameNumbers(final Object begin, final ImageProcessor pixels) {
		final Object end = Images.bits(pixels);
		if (pixels.getPixels() instanceof float[]) {
			assertArrayEquals(floats((int[]) begin), floats((int[]) end));
		} else assertArrayEquals(new Object[]{begin}, new Object[]{end});
	}

	private static float[] floats(final int[] bits) {
		final float[] values = new float[bits.length];
		for (int i = 0; i < bits.length; i++) {
			values[i] = Float.intBitsToFloat(bits[i]);
		}
		return values;
	}

	@Property(tries = 200)
	void aResultOfAnySizeIsShownAsItIs(@ForAll final Images type,
		@ForAll @IntRange(min = 1, max = 9) final int width,
		@ForAll @IntRange(min = 1, max = 9) final int height,
		@ForAll @IntRange(min = 1, max = 20) final int newWidth,
		@ForAll @IntRange(min = 1, max = 20) final int newHeight, @ForAll final Random random) {
		final ImagePlus imp = type.image(width, height, random);
		final Object before = Images.bits(imp.getProcessor());
		final Canvas canvas = Canvas.of(Plane.current(imp), newWidth, newHeight);
		final float[] grey = new float[newWidth * newHeight];
		for (int i = 0; i < grey.length; i++) {
			grey[i] = random.nextInt(256) / 255f;
		}
		final float[] block = new float[3 * grey.length];
		for (int i = 0; i < block.length; i++) {
			block[i] = grey[i % grey.length];
		}
		final Interval size = new FinalInterval(newWidth, newHeight);
		canvas.paint(1, Pictures.wrap(block, size));
		final ImagePlus image = canvas.image();
		assertEquals(newWidth, image.getWidth());
		assertEquals(newHeight, image.getHeight());
		final ImageProcessor pixels = image.getProcessor();
		final double step = image.getBitDepth() == 24
			? 1e-6
			: image.getBitDepth() == 32 ? 1e-3 : 0.51 / (pixels.getMax() - pixels.getMin());
		assertArrayEquals(block, Pictures.read(Plane.current(image).read()), (float) step);
		assertArrayEquals(new Object[]{before},
			new Object[]{Images.bits(imp.getProcessor())});
	}

	@Test
	void theResultLiesOverAllSketches() {
		final Interval size = new FinalInterval(200, 200);
		final float[] white = new float[3 * 200 * 200];
		Arrays.fill(white, 1);
		for (int i = 0; i < 50; i++) {
			final Canvas canvas = Canvas
				.of(Plane.current(new ImagePlus("a", new ColorProcessor(100, 100))), 200, 200);
			canvas.sketch(1, () -> Pictures.wrap(white.clone(), size));
			canvas.sketch(1, () -> null);
			canvas.sketch(1, () -> Pictures.wrap(white.clone(), size));
			canvas.paint(1, Pictures.wrap(new float[white.length], size));
			assertEquals(0, canvas.image().getStatistics().max, "round " + i);
		}
	}

	@Test
	void sketchesAreSeen() {
		final float[] white = new float[3 * 9];
		Arrays.fill(white, 1);
		final Canvas canvas = Canvas
			.of(Plane.current(new ImagePlus("a", new ColorProcessor(2, 2))), 3, 3);
		canvas.sketch(1, () -> Pictures.wrap(white, new FinalInterval(3, 3)));
		assertEquals(255, canvas.image().getStatistics().min);
	}

	@Test
	void masksKeepTheSource() {
		final ImagePlus imp = Images.GREY16.image(4, 1, new Random(1));
		final Canvas canvas = Canvas.of(Plane.current(imp), 4, 1);
		final Interval all = new FinalInterval(4, 1);
		canvas.paint(1, noise(all, new Random(2)), Pictures.wrap(new float[]{0, 1, 0, 1}, all));
		assertEquals(imp.getProcessor().get(0), canvas.image().getProcessor().get(0));
		assertEquals(imp.getProcessor().get(2), canvas.image().getProcessor().get(2));
	}

	@Test
	void whatBelongsToTheImageGoesAlong() {
		final ImagePlus imp = Images.GREY16.image(40, 20, new Random(3));
		final Calibration calibration = new Calibration();
		calibration.setUnit("mm");
		calibration.pixelWidth = 0.5;
		calibration.pixelHeight = 0.25;
		calibration.xOrigin = 10;
		calibration.yOrigin = 4;
		imp.setCalibration(calibration);
		imp.setProperty("Info", "from the microscope");
		imp.setProp("artist", "she");
		imp.setRoi(new OvalRoi(10, 4, 8, 6));
		imp.setOverlay(new Overlay(new Roi(2, 4, 6, 8)));
		final ImagePlus image = Canvas.of(Plane.current(imp), 80, 60).image();
		assertEquals("picture-sd", image.getTitle());
		assertEquals("mm", image.getCalibration().getUnit());
		assertEquals(0.25, image.getCalibration().pixelWidth);
		assertEquals(0.25 / 3, image.getCalibration().pixelHeight, 1e-12);
		assertEquals(20, image.getCalibration().xOrigin);
		assertEquals(12, image.getCalibration().yOrigin);
		assertEquals("from the microscope", image.getProperty("Info"));
		assertEquals("she", image.getProp("artist"));
		assertEquals(new java.awt.Rectangle(20, 12, 16, 18), image.getRoi().getBounds());
		assertEquals(new java.awt.Rectangle(4, 12, 12, 24), image.getOverlay().get(0).getBounds());
		assertEquals(0.5, imp.getCalibration().pixelWidth);
		assertEquals(new java.awt.Rectangle(2, 4, 6, 8), imp.getOverlay().get(0).getBounds());
	}

	@Test
	void compositesBecomeColours() {
		final ImagePlus imp = Images.composite(new Random(4));
		final Plane plane = Plane.current(imp);
		final Canvas canvas = Canvas.of(plane, 11, 7);
		assertEquals(24, canvas.image().getBitDepth());
		assertEquals(1, canvas.image().getStackSize());
		assertArrayEquals(Pictures.read(plane.read()),
			Pictures.read(Plane.current(canvas.image()).read()));
	}

	@Test
	void stacksKeepTheirDimensionsAndLabels() {
		final ImagePlus imp = Images.GREY8.stack(6, 5, new Random(5));
		final Canvas canvas = Canvas.of(List.of(Plane.of(imp, 1), Plane.of(imp, 2), Plane.of(imp, 3)),
			12, 10);
		for (int slice = 1; slice <= 3; slice++) {
			canvas.paint(slice,
				Resampling.resize(Plane.of(imp, slice).read(), Kernel.AREA, 12, 10));
		}
		final ImagePlus image = canvas.image();
		assertArrayEquals(imp.getDimensions(), new int[]{image.getWidth() / 2,
			image.getHeight() / 2, image.getNChannels(), image.getNSlices(), image.getNFrames()});
		assertEquals("two", image.getStack().getSliceLabel(2));
		assertEquals(imp.getStack().getProcessor(3).get(2, 2),
			image.getStack().getProcessor(3).get(5, 5));
	}

	@Test
	void variantsOfOnePlaneAreSlicesOfTheirOwn() {
		final ImagePlus imp = Images.RGB.image(3, 2, new Random(6));
		final Plane plane = Plane.current(imp);
		final Canvas canvas = Canvas.of(List.of(plane, plane), 3, 2);
		canvas.label(1, "seed 1");
		canvas.label(2, "seed 2");
		canvas.paint(2, noise(plane.bounds(), new Random(7)));
		assertEquals("seed 2", canvas.image().getStack().getSliceLabel(2));
		assertNotSame(canvas.image().getStack().getPixels(1), canvas.image().getStack().getPixels(2));
		assertArrayEquals((int[]) imp.getProcessor().getPixels(),
			(int[]) canvas.image().getStack().getPixels(1));
	}

	@Test
	void paintSeenOverGreyMakesColourAndIsNoLayerAnyMore() {
		final ImagePlus imp = Images.GREY8.image(8, 8, new Random(8));
		final ColorProcessor red = new ColorProcessor(2, 2);
		red.setColor(Color.RED);
		red.fill();
		imp.setOverlay(new Overlay(new ImageRoi(1, 1, red)));
		assertEquals(8, Canvas.of(Plane.current(imp), 8, 8).image().getBitDepth());
		final ImagePlus image = Canvas.of(Plane.current(imp).visible(), 8, 8).image();
		assertEquals(24, image.getBitDepth());
		assertNull(image.getOverlay());
		assertEquals(0xff0000, image.getProcessor().get(2, 2) & 0xffffff);
		assertEquals(imp.getProcessor().get(5, 5), image.getProcessor().get(5, 5) & 255);
	}

	private static RandomAccessibleInterval<FloatType> noise(final Interval place,
		final Random random) {
		final float[] values = new float[(int) (place.dimension(0) * place.dimension(1)) * 3];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return Pictures.wrap(values, place);
	}
}
