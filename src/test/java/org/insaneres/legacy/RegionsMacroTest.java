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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions of interest, maps and the seam score, as a user writes them in macros. */
class RegionsMacroTest {

	private static final String ART = "newImage('art', 'RGB ramp', 64, 48, 1);\n" +
		"setColor(200, 40, 20); fillOval(8, 6, 20, 16); fillRect(40, 20, 6, 20);\n";
	private static final String UPSCALE = "run('SD Upscale...', 'steps=4 seed=7 tile=64 overlap=16" +
		" strength=0.8 ";

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		WindowManager.setTempCurrentImage(null);
	}

	/** A region in the overlay. */
	private static String region(final String shape, final String key, final String value) {
		return "run('Select None'); " + shape + " Roi.setProperty('" + key + "', '" + value +
			"'); Overlay.addSelection; run('Select None');\n";
	}

	private static int[] pixels(final String macro) {
		final String answer = Macros.run(ART + macro + "\nreturn 'on';");
		assertEquals("on", answer);
		final int[] pixels = (int[]) current().getProcessor().getPixelsCopy();
		IJ.run("Close All");
		return pixels;
	}

	private static ImagePlus current() {
		return WindowManager.getCurrentImage();
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fused", "SD upscale", "Krita"})
	void whatIsKeptIsEnlargedPlainly(final String fusion) {
		final int[] plain = pixels("run('SD Upscale...', 'strength=0');");
		final String rest = "fusion=[" + fusion + "] ";
		final int[] kept = pixels(region("makeRectangle(4, 4, 30, 30);", "sd.keep", "true") +
			UPSCALE + rest + "regions=true');");
		int outside = 0;
		for (int i = 0; i < plain.length; i++) {
			final int x = i % 128;
			final int y = i / 128;
			if (x >= 8 && x < 68 && y >= 8 && y < 68) assertEquals(plain[i], kept[i], x + ", " + y);
			else if (plain[i] != kept[i]) outside++;
		}
		assertTrue(outside > 2000, outside + " painted");
	}

	@Test
	void aWholePictureWithTheStrengthOfARegionIsThatStrength() {
		final int[] region = pixels(region("makeRectangle(0, 0, 64, 48);", "sd.strength", "0.8") +
			UPSCALE.replace("strength=0.8", "strength=0.3") + "regions=true');");
		assertArrayEquals(pixels(UPSCALE + "');"), region);
	}

	@Test
	void aRegionOverEverythingHasItsPrompt() {
		final int[] words = pixels(region("makeRectangle(0, 0, 64, 48);", "sd.prompt", "comic") +
			UPSCALE + "regions=true prompt=photo');");
		assertArrayEquals(pixels(UPSCALE + "prompt=comic');"), words);
		assertFalse(Arrays.equals(pixels(UPSCALE + "prompt=photo');"), words));
	}

	@Test
	void blackInAMapStaysPlainAndWhiteIsPainted() {
		final int[] plain = pixels("run('SD Upscale...', 'strength=0');");
		final int[] full = pixels(UPSCALE + "');");
		final int[] mapped = pixels("newImage('where', '8-bit black', 32, 24, 1); setColor(255);" +
			" fillRect(16, 0, 16, 24); selectWindow('art'); " + UPSCALE + "map=where');");
		int painted = 0;
		for (int i = 0; i < plain.length; i++) {
			if (i % 128 < 60) assertEquals(plain[i], mapped[i]);
			else if (plain[i] != mapped[i]) painted++;
		}
		assertTrue(painted > 2000, painted + " painted");
		assertArrayEquals(full, pixels("newImage('where', '8-bit white', 64, 48, 1);" +
			" selectWindow('art'); " + UPSCALE + "map=where');"));
	}

	@Test
	void flatPlacesAreLeftAlone() {
		final int[] plain = pixels("run('SD Upscale...', 'strength=0');");
		assertArrayEquals(plain, pixels(UPSCALE + "detail=255');"));
		final int[] some = pixels(UPSCALE + "detail=20');");
		assertFalse(Arrays.equals(plain, some));
		// The ramp is nearly flat: what is left of the strength there may still tip the rounding
		assertEquals(plain[127 + 128 * 2] & 255, some[127 + 128 * 2] & 255, 1, "far from the shapes");
	}

	@Test
	void theSeamScoreIsKeptWithTheResult() {
		assertEquals("on", Macros
			.run(ART + "run('Size...', 'width=240 height=120 interpolation=Bilinear');" + UPSCALE
				.replace("tile=64 overlap=16", "tile=256 overlap=32")
				+ "scale=2 seams=true');\nreturn 'on';"));
		final double p = Double.parseDouble(current().getProp("sd.seam.p"));
		assertTrue(p > 0.001 && p <= 1, "p = " + p);
		assertTrue(Integer.parseInt(current().getProp("sd.seam.lines")) == 3);
		assertEquals(0, Double.parseDouble(current().getProp("sd.seam.excess")), 3);
	}

	@Test
	void regionsWorkForImageToImageAndForSelections() {
		final String image = "run('SD Image to Image...', 'steps=4 seed=7 strength=0.9 ";
		final String keep = region("makeRectangle(0, 0, 30, 48);", "sd.keep", "true");
		final int[] before = pixels("");
		for (final String selection : new String[]{"", "makeRectangle(10, 5, 50, 40);"}) {
			final int[] after = pixels(keep + selection + image + "regions=true');");
			int painted = 0;
			for (int i = 0; i < before.length; i++) {
				if (i % 64 < 30) assertEquals(before[i] & 0xffffff, after[i] & 0xffffff);
				else if (before[i] != after[i]) painted++;
			}
			assertTrue(painted > 400, painted + " painted");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {"'' | regions=true | sd.prompt",
		"'' | map=nowhere | open image",
		"newImage('m', '8-bit black', 9, 48, 1); selectWindow('art'); | map=m | shape",
		"makeRectangle(1,1,9,9); Roi.setProperty('sd.strength', 'much'); Overlay.addSelection;" +
			" run('Select None'); | regions=true | from 0 to 1",
		"makeLine(1,1,9,9); Roi.setProperty('sd.keep', 'true'); Overlay.addSelection;" +
			" run('Select None'); | regions=true | area",
		"'' | regions=true input=/tmp/y.tif file=/tmp/x.tif | input"}, quoteCharacter = '`')
	void whatIsWrongIsSaid(final String before, final String options, final String word) {
		final String answer = Macros
			.run(ART + (before.equals("''") ? "" : before) + UPSCALE + options + "');\nreturn 'on';");
		assertTrue(answer.startsWith("[aborted]") && answer.contains(word), answer);
	}
}
