/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Before and after, as macros with the real model. */
class BeforeAfterMacroTest {

	private static final String SOURCE = "newImage('art', 'RGB ramp', 40, 30, 1);\n" +
		"setColor(200, 40, 20); fillOval(8, 6, 20, 16);\n";
	private static final String IMAGE = "run('SD Image to Image...', 'steps=3 strength=0.5 ";
	private static final String FLIP = "run('SD Before and After');";

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

	private static int[] pixels() {
		return (int[]) IJ.getImage().getProcessor().getPixelsCopy();
	}

	private static void run(final String macro) {
		assertEquals("done", Macros.run(macro + "return 'done';"));
	}

	@Test
	void inPlaceItIsUndoneAndBroughtBack() {
		run(SOURCE);
		final int[] before = pixels();
		run(IMAGE + "output=[In place]');");
		final int[] after = pixels();
		assertFalse(Arrays.equals(before, after));
		run(FLIP);
		assertArrayEquals(before, pixels());
		run(FLIP);
		assertArrayEquals(after, pixels());
	}

	@Test
	void layersAreHiddenAndShown() {
		run(SOURCE + "makeRectangle(5, 5, 20, 20);" + IMAGE + "output=Layer');" + FLIP);
		final ImagePlus image = IJ.getImage();
		assertTrue(image.getHideOverlay());
		run(FLIP);
		assertFalse(image.getHideOverlay());
	}

	@Test
	void aNewImageAndItsSourceTakeTurns() {
		run(SOURCE + IMAGE + "size=80'); rename('large');" + FLIP);
		assertEquals("art", IJ.getImage().getTitle());
		run(FLIP);
		assertEquals("large", IJ.getImage().getTitle());
	}

	@Test
	void withoutABeforeThereIsASentence() {
		final String answer = Macros.run(SOURCE + FLIP);
		assertTrue(answer.contains("has no layer, nothing to undo"), answer);
	}
}
