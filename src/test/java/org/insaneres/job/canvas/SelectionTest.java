/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ByteProcessor;

import java.awt.Polygon;
import java.util.List;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.Refusal;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;

public class SelectionTest {

	private static final int WIDTH = 30;
	private static final int HEIGHT = 20;

	@Property(tries = 500)
	void selectedIsWhatImageJSelects(@ForAll(supplier = Rois.class) final Roi roi) {
		final ImagePlus imp = imageWith(roi);
		final boolean[] expected = filled(roi);
		if (none(expected)) {
			assertThrows(Refusal.class, () -> Selection.of(imp));
			return;
		}
		final Selection selection = Selection.of(imp);
		final Interval bounds = selection.bounds();
		assertTrue(Intervals.contains(new FinalInterval(WIDTH, HEIGHT), bounds));
		assertTrue(Intervals.equals(bounds, Masks.bounds(selection.mask()).get()));
		for (int i = 0; i < expected.length; i++) {
			final int x = i % WIDTH;
			final int y = i / WIDTH;
			final boolean inside = x >= bounds.min(0) && y >= bounds.min(1) &&
				x <= bounds.max(0) && y <= bounds.max(1);
			assertEquals(expected[i] ? 1 : 0, inside ? selection.mask().getAt(x, y).get() : 0);
		}
	}

	@Property(tries = 200)
	void theSoftEdgeLiesInside(@ForAll(supplier = Rois.class) final Roi roi,
		@ForAll @IntRange(min = 0, max = 12) final int feather) {
		final ImagePlus imp = imageWith(roi);
		final boolean[] selected = filled(roi);
		if (none(selected)) return;
		final Selection selection = Selection.of(imp);
		final RandomAccessibleInterval<FloatType> soft = selection.soft(feather);
		assertTrue(Intervals.equals(selection.bounds(), soft));
		float most = 0;
		for (int y = (int) soft.min(1); y <= soft.max(1); y++) {
			for (int x = (int) soft.min(0); x <= soft.max(0); x++) {
				final float weight = soft.getAt(x, y).get();
				most = Math.max(most, weight);
				if (!selected[y * WIDTH + x]) assertEquals(0, weight);
				else if (feather == 0) assertEquals(1, weight);
			}
		}
		assertEquals(1, most);
	}

	@Test
	void rectanglesAreSoftExceptAtTheBorderOfThePicture() {
		final RandomAccessibleInterval<FloatType> soft = Selection
			.of(imageWith(new Roi(-5, 4, 20, 12))).soft(4);
		assertEquals(1, soft.getAt(0, 10).get());
		assertEquals(0, soft.getAt(14, 10).get());
		assertEquals(0.5, soft.getAt(12, 10).get(), 1e-6);
		assertEquals(0, soft.getAt(0, 4).get());
	}

	@Test
	void hugeRectanglesAreCutToThePictureAndHugeOvalsRefused() {
		final Selection box = Selection.of(imageWith(new Roi(-100000, -100000, 200000, 200000)));
		assertTrue(Intervals.equals(new FinalInterval(WIDTH, HEIGHT), box.bounds()));
		assertThrows(Refusal.class,
			() -> Selection.of(imageWith(new OvalRoi(-100000, -100000, 200000, 200000))));
	}

	@Test
	void nothingSelectedIsEverything() {
		final Selection selection = Selection.of(imageWith(null));
		assertTrue(selection.whole());
		assertTrue(Intervals.equals(new FinalInterval(WIDTH, HEIGHT), selection.bounds()));
		for (final float value : Pictures.read(selection.mask())) {
			assertEquals(1, value);
		}
	}

	@Test
	void whatHasNoAreaIsRefused() {
		for (final Roi roi : List.of(new Line(1, 1, 9, 9), new PointRoi(3, 3),
			new TextRoi(2, 2, "text"),
			new PolygonRoi(new Polygon(new int[]{1, 5, 9}, new int[]{1, 5, 2}, 3),
				Roi.POLYLINE),
			new PolygonRoi(new Polygon(new int[]{1, 5, 9}, new int[]{1, 5, 2}, 3), Roi.ANGLE),
			new Roi(40, 3, 5, 5), new OvalRoi(-10, -10, 8, 8))) {
			final String sentence = assertThrows(Refusal.class,
				() -> Selection.of(imageWith(roi))).getMessage();
			assertTrue(sentence.contains("Select None"), sentence);
		}
	}

	@Property(tries = 300)
	void surroundingsHoldTheSelection(@ForAll @IntRange(min = 1, max = 700) final int width,
		@ForAll @IntRange(min = 1, max = 700) final int height,
		@ForAll @IntRange(min = 0, max = 100) final int percent,
		@ForAll @IntRange(min = 1, max = 64) final int grid, @ForAll final Random random) {
		final Interval picture = new FinalInterval(width, height);
		final int x = random.nextInt(width);
		final int y = random.nextInt(height);
		final Interval selection = FinalInterval.createMinSize(x, y, 1 + random.nextInt(width - x),
			1 + random.nextInt(height - y));
		for (final Interval crop : List.of(
			Surroundings.automatic(selection, picture, percent / 100.0, grid),
			Surroundings.margin(selection, picture, percent, grid))) {
			assertTrue(Intervals.contains(crop, selection));
			for (int d = 0; d < 2; d++) {
				assertEquals(0, crop.min(d) % grid);
				assertEquals(0, crop.dimension(d) % grid);
				assertTrue(crop.min(d) >= 0);
				assertTrue(crop.max(d) - picture.max(d) < grid);
			}
		}
		final Interval automatic = Surroundings.automatic(selection, picture, percent / 100.0, grid);
		assertTrue(automatic.dimension(0) >= Math.min(width, 256));
		assertTrue(automatic.dimension(1) >= Math.min(height, 256));
	}

	@Test
	void automaticSurroundingsAreKritas() {
		final Interval crop = Surroundings.automatic(FinalInterval.createMinSize(400, 400, 300, 400),
			new FinalInterval(2000, 2000), 0.5, 1);
		final int margin = 25 + 4 + 30;
		assertTrue(Intervals.equals(FinalInterval.createMinSize(400 - margin, 400 - margin,
			300 + 2 * margin, 400 + 2 * margin), crop));
	}

	private static ImagePlus imageWith(final Roi roi) {
		final ImagePlus imp = new ImagePlus("", new ByteProcessor(WIDTH, HEIGHT));
		imp.setRoi(roi);
		return imp;
	}

	/** What ImageJ fills when asked to fill the selection. */
	private static boolean[] filled(final Roi roi) {
		final ByteProcessor fill = new ByteProcessor(WIDTH, HEIGHT);
		fill.setValue(255);
		fill.fill(roi);
		final boolean[] filled = new boolean[WIDTH * HEIGHT];
		for (int i = 0; i < filled.length; i++) {
			filled[i] = fill.get(i) != 0;
		}
		return filled;
	}

	private static boolean none(final boolean[] selected) {
		for (final boolean pixel : selected) {
			if (pixel) return false;
		}
		return true;
	}
}
