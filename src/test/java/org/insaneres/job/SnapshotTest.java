/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.awt.Color;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.job.canvas.Canvas;
import org.insaneres.job.canvas.Images;
import org.insaneres.job.canvas.Plane;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;

/** A snapshot is read, and written to a new image, just as the plane itself. */
class SnapshotTest {

	@Property(tries = 200)
	void everyTypeIsReadAlike(@ForAll final Images type,
		@ForAll @IntRange(min = 1, max = 12) final int width,
		@ForAll @IntRange(min = 1, max = 12) final int height, @ForAll final boolean stack,
		@ForAll final Random random) {
		assertAlike(stack ? type.stack(width, height, random) : type.image(width, height, random));
	}

	@Property(tries = 20)
	void compositesAreReadAlike(@ForAll final Random random) {
		final ImagePlus composite = Images.composite(random);
		composite.setPosition(2, 2, 1);
		assertAlike(composite);
		composite.setDisplayMode(IJ.COLOR);
		assertAlike(composite);
	}

	private static void assertAlike(final ImagePlus imp) {
		final Plane plane = Plane.current(imp);
		final Plane copy = Plane.current(plane.snapshot());
		assertArrayEquals(Pictures.read(plane.read()), Pictures.read(copy.read()));
		final Canvas one = Canvas.of(plane, 5, 4);
		final Canvas other = Canvas.of(copy, 5, 4);
		assertEquals(one.image().getBitDepth(), other.image().getBitDepth());
		final var painted = Pictures.wrap(new float[]{0.5f, 0.5f, 0.5f},
			net.imglib2.FinalInterval.createMinSize(1, 1, 0, 1, 1, 3));
		one.paint(1, painted);
		other.paint(1, painted);
		assertArrayEquals(one.image().getProcessor().getBufferedImage().getRGB(0, 0, 5, 4, null, 0, 5),
			other.image().getProcessor().getBufferedImage().getRGB(0, 0, 5, 4, null, 0, 5));
	}

	@Test
	void selectionOverlayAndPropertiesGoAlong() {
		final ImagePlus imp = Images.RGB.stack(20, 10, new Random(1));
		imp.setRoi(new Roi(2, 3, 4, 5));
		imp.setProp("sd.command", "something");
		final ColorProcessor red = new ColorProcessor(6, 6);
		red.setColor(Color.RED);
		red.fill();
		final ImageRoi layer = new ImageRoi(1, 1, red);
		layer.setPosition(2);
		final ImageRoi elsewhere = new ImageRoi(1, 1, red);
		elsewhere.setPosition(3);
		imp.setOverlay(new Overlay(layer));
		imp.getOverlay().add(elsewhere);
		final ImagePlus copy = Plane.current(imp).snapshot();
		imp.getRoi().setLocation(0, 0);
		assertEquals(new Roi(2, 3, 4, 5), copy.getRoi());
		assertEquals("something", copy.getProp("sd.command"));
		assertEquals(1, copy.getOverlay().size());
		assertArrayEquals(Pictures.read(Plane.current(imp).visible().read()),
			Pictures.read(Plane.current(copy).visible().read()));
	}
}
