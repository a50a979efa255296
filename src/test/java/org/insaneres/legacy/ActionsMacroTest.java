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
import ij.WindowManager;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real actions with the real model, as macros in a plain ImageJ without a display. */
class ActionsMacroTest {

	private static final String RGB = "newImage('art', 'RGB ramp', 40, 30, 1);\n" +
		"setColor(200, 40, 20); fillOval(8, 6, 20, 16);\n";
	private static final String COMMON = "steps=3 seed=7 ";

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

	private static String size() {
		return "return '' + getWidth() + ' ' + getHeight() + ' ' + bitDepth() + ' ' + getTitle();";
	}

	@Test
	void imageToImageMakesANewImage() {
		assertEquals("40 30 24 art-sd",
			Macros.run(RGB + "run('SD Image to Image...', '" + COMMON + "strength=0.5');" + size()));
	}

	@ParameterizedTest
	@CsvSource({"2,80 60", "1.37,55 41", "3,120 90"})
	void upscaleHasTheExactSize(final String scale, final String size) {
		assertEquals(size + " 24 art-sd", Macros.run(
			RGB + "run('SD Upscale...', '" + COMMON + "tile=64 overlap=16 scale=" + scale + "');" +
				size()));
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fused", "SD upscale", "Krita"})
	void everyFusionWorks(final String fusion) {
		assertEquals("120 90 24 art-sd", Macros.run(RGB + "run('SD Upscale...', '" + COMMON +
			"tile=64 overlap=16 scale=3 fusion=[" + fusion + "]');" + size()));
	}

	@Test
	void theRecipeRuns() {
		assertEquals("160 120 24 art-sd", Macros
			.run(RGB + "run('SD Enlarge Artwork...', '" + COMMON + "recipe=[src/test/resources/recipes/" +
				"small.json]');" + size()));
	}

	@ParameterizedTest
	@ValueSource(ints = {1, 2, 7})
	void tinyPicturesWork(final int side) {
		assertEquals(2 * side + " " + 2 * side + " 24 a-sd", Macros.run(
			"newImage('a', 'RGB ramp', " + side + ", " + side + ", 1);\nrun('SD Upscale...', '" + COMMON +
				"scale=2');" + size()));
	}

	@Test
	void theSameLineGivesTheSamePixels() {
		final String line = "run('SD Image to Image...', '" + COMMON + "strength=0.6 noise=Philox');";
		Macros.run(RGB + line);
		final int[] first = (int[]) current().getProcessor().getPixelsCopy();
		IJ.run("Close All");
		Macros.run(RGB + line);
		assertArrayEquals(first, (int[]) current().getProcessor().getPixels());
	}

	@Test
	void strengthZeroIsTheIdentity() {
		Macros.run(RGB + "rename('before'); run('SD Image to Image...', 'strength=0');");
		final int[] after = (int[]) current().getProcessor().getPixels();
		assertArrayEquals((int[]) named("before").getProcessor().getPixels(), after);
	}

	@Test
	void aSelectionChangesInPlaceAndNothingElse() {
		Macros.run(RGB + "rename('before'); run('Duplicate...', 'title=painted');" +
			"makeOval(10, 8, 15, 12); run('SD Image to Image...', '" + COMMON +
			"strength=0.9 output=[In place] feather=3');");
		final ImagePlus painted = named("painted");
		final int[] before = (int[]) named("before").getProcessor().getPixels();
		final int[] after = (int[]) painted.getProcessor().getPixels();
		int changed = 0;
		for (int i = 0; i < before.length; i++) {
			if (before[i] == after[i]) continue;
			assertTrue(painted.getRoi().contains(i % 40, i / 40), "pixel " + i % 40 + ", " + i / 40);
			changed++;
		}
		assertTrue(changed > 40, changed + " pixels changed");
	}

	@Test
	void aLayerLiesInTheOverlay() {
		Macros.run(RGB + "makeRectangle(4, 4, 20, 16); run('SD Image to Image...', '" + COMMON +
			"strength=0.9 output=Layer');");
		assertEquals(1, current().getOverlay().size());
		assertTrue(current().getOverlay().get(0).getName().startsWith("SD "));
		assertEquals("art", current().getTitle());
	}

	@Test
	void variantsAreSlices() {
		assertEquals("3 seed 9", Macros.run(RGB + "run('SD Image to Image...', 'steps=3 seed=7 " +
			"strength=0.5 variants=3'); setSlice(3); return '' + nSlices + ' ' + getInfo('slice.label');"));
	}

	@Test
	void variantsOfOneSeedHaveOtherTwins() {
		assertEquals("2 twin 6", Macros.run(RGB + "run('SD Image to Image...', 'steps=3 seed=7 " +
			"strength=0.5 variants=2 variation=0.3 twin=5 canvas=64x64 ensd=31337 noise=Philox');" +
			"setSlice(2); return '' + nSlices + ' ' + getInfo('slice.label');"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fill", "Noise", "Nothing"})
	void contentOfTheSelectionCounts(final String content) {
		final String line = RGB + "makeRectangle(10, 8, 16, 16); run('SD Image to Image...', '" +
			COMMON + "strength=0.5 output=[New image] content=";
		Macros.run(line + "Original');");
		final int[] original = (int[]) current().getProcessor().getPixelsCopy();
		Macros.run(line + content + "');");
		final int[] other = (int[]) current().getProcessor().getPixels();
		int changed = 0;
		for (int i = 0; i < other.length; i++) {
			if (other[i] != original[i]) changed++;
		}
		assertTrue(changed > 40 && changed <= 256, changed + " pixels changed");
	}

	@ParameterizedTest
	@ValueSource(strings = {"8-bit ramp", "16-bit ramp", "32-bit ramp"})
	void greysStayGreys(final String type) {
		final String depth = type.substring(0, type.indexOf('-'));
		assertEquals("48 32 " + depth + " g-sd", Macros.run("newImage('g', '" + type +
			"', 24, 16, 1);\nrun('SD Upscale...', '" + COMMON + "scale=2');" + size()));
	}

	@Test
	void stacksAreDoneSliceBySlice() {
		assertEquals("3", Macros.run("newImage('s', 'RGB ramp', 24, 16, 3);\n" +
			"run('SD Upscale...', '" + COMMON + "scale=2 slices=true'); return '' + nSlices;"));
	}

	@Test
	void theResultKnowsHowItWasMade() {
		Macros.run(RGB + "run('SD Upscale...', 'steps=3 scale=2 seed=-1 prompt=[a (red:1.2) dot]');");
		final ImagePlus result = current();
		assertNotNull(result.getProp("sd.seed"));
		assertFalse(result.getProp("sd.seed").startsWith("-"));
		assertEquals("mini", result.getProp("sd.model"));
		final int[] pixels = (int[]) result.getProcessor().getPixelsCopy();
		final String line = result.getProp("sd.command");
		IJ.run("Close All");
		Macros.run(RGB + line);
		assertArrayEquals(pixels, (int[]) current().getProcessor().getPixels());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"SD Upscale... | model=nowhere | mini",
		"SD Upscale... | sampler=Eulr | Euler",
		"SD Upscale... | steps=abc | whole number",
		"SD Upscale... | strength=0,5 | 0 to 1",
		"SD Upscale... | strenght=0.5 | strength",
		"SD Upscale... | overlap=400 tile=512 | overlap",
		"SD Upscale... | upscaler=nothing | Lanczos",
		"SD Upscale... | scale=2 output=Layer | New image",
		"SD Image to Image... | size=64 output=Layer | output",
		"SD Image to Image... | variants=2 output=[In place] | variants",
		"SD Image to Image... | content=Fill | selected",
		"SD Image to Image... | content=Filling | Original",
		"SD Image to Image... | variation=2 | 0 to 1",
		"SD Upscale... | canvas=large | 512x768",
		"SD Enlarge Artwork... | recipe=nowhere | JSON",
	})
	void badInputStopsTheMacroWithASentence(final String label, final String options,
		final String word) {
		final String answer = Macros
			.run(RGB + "run('" + label + "', '" + options + "');\nreturn 'on';");
		assertTrue(answer.startsWith("[aborted]"), answer);
		assertTrue(answer.contains(word), answer);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {"makeLine(1, 1, 9, 9); | area",
		"makeRectangle(100, 100, 5, 5); | encloses no pixel"})
	void selectionsWithoutAreaAreRefused(final String selection, final String word) {
		final String answer = Macros
			.run(RGB + selection + "run('SD Image to Image...', 'steps=2');\nreturn 'on';");
		assertTrue(answer.startsWith("[aborted]") && answer.contains(word), answer);
	}

	private static ImagePlus current() {
		return WindowManager.getCurrentImage();
	}

	private static ImagePlus named(final String title) {
		for (final int id : WindowManager.getIDList()) {
			if (WindowManager.getImage(id).getTitle().equals(title)) return WindowManager.getImage(id);
		}
		throw new AssertionError("no image " + title);
	}
}
