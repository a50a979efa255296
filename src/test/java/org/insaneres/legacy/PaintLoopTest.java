/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Undo;
import ij.WindowManager;
import ij.gui.ImageRoi;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Painting by hand and by the network in turns, many times, with the real model. */
class PaintLoopTest {

	private static final int WIDTH = 40;
	private static final String RUN = "run('SD Image to Image...', 'steps=4 strength=0.3 feather=4 ";

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		IJ.resetEscape();
		WindowManager.setTempCurrentImage(null);
	}

	private static ImagePlus art() {
		Macros.run("newImage('art', 'RGB ramp', 40, 30, 1); setColor(200, 40, 20); " +
			"fillOval(8, 6, 20, 16);");
		return IJ.getImage();
	}

	/** A stroke as ImageJ's brush makes it when it paints on the overlay. */
	private static void stroke(final ImagePlus image, final Roi shape, final Color colour) {
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		ImageRoi brush = (ImageRoi) overlay.get("[Brush]");
		if (brush == null) {
			brush = new ImageRoi(0, 0, new ColorProcessor(image.getWidth(), image.getHeight()));
			brush.setZeroTransparent(true);
			brush.setName("[Brush]");
			overlay.add(brush);
			image.setOverlay(overlay);
		}
		final var pixels = brush.getProcessor();
		pixels.setColor(colour);
		pixels.fill(shape);
		brush.setProcessor(pixels);
	}

	private static int[] pixels(final ImagePlus image) {
		return (int[]) image.getProcessor().getPixelsCopy();
	}

	private static int[] seen(final ImagePlus image) {
		final Roi roi = image.getRoi();
		image.deleteRoi();
		final int[] seen = (int[]) image.flatten().getProcessor().getPixelsCopy();
		image.setRoi(roi);
		return seen;
	}

	private static int compare(final int[] before, final int[] after, final Roi selection) {
		int changed = 0;
		for (int i = 0; i < before.length; i++) {
			if ((before[i] & 0xffffff) == (after[i] & 0xffffff)) continue;
			assertTrue(selection.contains(i % WIDTH, i / WIDTH), "drifts at " + i % WIDTH + ", " +
				i / WIDTH);
			changed++;
		}
		return changed;
	}

	@ParameterizedTest
	@CsvSource({"Layer,true", "In place,true", "Layer,false", "In place,false"})
	void anyNumberOfRoundsChangesNothingOutside(final String output, final boolean sameSelection) {
		final ImagePlus image = art();
		final int[] base = pixels(image);
		for (int round = 0; round < 5; round++) {
			stroke(image, new OvalRoi(12 + 3 * round, 2 + 2 * round, 11, 9),
				new Color(20 + 40 * round, 250 - 50 * round, 90));
			image.setRoi(sameSelection
				? new OvalRoi(10, 5, 22, 18)
				: new Roi(4 + 2 * round, 3 + round, 20, 16));
			final int[] before = seen(image);
			final String answer = Macros.run(RUN + "seed=" + round + " source=Visible output=[" + output +
				"]'); return 'done';");
			assertEquals("done", answer);
			final int changed = compare(before, seen(image), image.getRoi());
			assertTrue(changed > 60, "round " + round + ": only " + changed + " pixels changed");
			compare(base, pixels(image), image.getRoi());
		}
	}

	@Test
	void theNextStrokeLiesOnTop() {
		final ImagePlus image = art();
		stroke(image, new OvalRoi(12, 6, 12, 12), Color.GREEN);
		image.setRoi(10, 4, 20, 18);
		Macros.run(RUN + "source=Visible');");
		assertEquals(null, image.getOverlay().get("[Brush]"));
		assertNotNull(image.getOverlay().get("Paint"));
		stroke(image, new Roi(14, 8, 6, 6), Color.MAGENTA);
		assertEquals(0xff00ff, seen(image)[10 * WIDTH + 16] & 0xffffff);
	}

	@Test
	void theSamePlaceTakesOneLayer() {
		final ImagePlus image = art();
		for (int round = 0; round < 4; round++) {
			image.setRoi(10, 4, 20, 18);
			Macros.run(RUN + "source=Visible output=Layer');");
		}
		assertEquals(1, image.getOverlay().size());
	}

	@Test
	void withoutItsPaintALayerGoesUnderIt() {
		final ImagePlus image = art();
		stroke(image, new Roi(12, 6, 6, 6), Color.GREEN);
		image.setRoi(10, 4, 20, 18);
		Macros.run(RUN + "source=Image output=Layer');");
		assertEquals("[Brush]", image.getOverlay().get(1).getName());
		assertEquals(0x00ff00, seen(image)[8 * WIDTH + 14] & 0xffffff);
	}

	@Test
	void theWholePictureInPlaceSwallowsItsLayersAndUndoBringsThemBack() {
		final ImagePlus image = art();
		stroke(image, new Roi(12, 6, 6, 6), Color.GREEN);
		image.deleteRoi();
		final int[] before = seen(image);
		Macros.run(RUN + "source=Visible output=[In place]');");
		assertEquals(0, image.getOverlay().size());
		assertFalse(Arrays.equals(before, pixels(image)));
		Undo.undo();
		assertEquals(1, image.getOverlay().size());
		assertArrayEquals(before, seen(image));
	}

	@Test
	void undoOfALayerBringsBackBrushAndAll() {
		final ImagePlus image = art();
		stroke(image, new Roi(12, 6, 6, 6), Color.GREEN);
		image.setRoi(10, 4, 20, 18);
		final int[] before = seen(image);
		Macros.run(RUN + "source=Visible output=Layer');");
		assertEquals(2, image.getOverlay().size());
		Undo.undo();
		assertNotNull(image.getOverlay().get("[Brush]"));
		assertArrayEquals(before, seen(image));
	}
}
