/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.Prefs;
import ij.WindowManager;

import java.io.IOException;
import java.util.List;

import org.insaneres.command.FakeCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Macro texts in a plain ImageJ without a display. */
class MacroTest {

	private static final String IMAGE = "newImage('a', '8-bit ramp', 16, 8, 1);\n";

	@BeforeAll
	@SuppressWarnings("unchecked")
	static void start() throws IOException {
		HeadlessImageJ.start();
		Menus.getCommands().put(FakeCommand.LABEL, InsaneRes.class.getName() + "(\"Fake\")");
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		IJ.resetEscape();
		WindowManager.setTempCurrentImage(null);
	}

	private static String fake(final String options) {
		return Macros.run(
			IMAGE + "run('SD Fake...', '" + options + "');\nreturn '' + Property.get('values');");
	}

	@Test
	void theMenuIsThere() {
		assertEquals(InsaneRes.class.getName() + "(\"Upscale\")",
			Menus.getCommands().get("SD Upscale..."));
	}

	@Test
	void omittedKeysTakeTheirDefaults() {
		Prefs.set("insaneres.FakeCommand.strength", "0.9");
		Prefs.set("insaneres.FakeCommand.prompt", "yesterday");
		final String values = "Values[model=mini, strength=0.3, steps=20, guidance=1.0, sampler=DPM++ 2M, "
			+ "schedule=Automatic, seed=5, output=New image, clipskip=1, size=0, lock=1.0, slices=false, "
			+ "prompt=, negative=]";
		assertEquals(values, fake("seed=5"));
	}

	@Test
	void givenKeysArrive() {
		assertEquals("Values[model=m, strength=0.5, steps=7, guidance=1.0, sampler=Euler a, "
			+ "schedule=Karras, seed=42, output=Layer, clipskip=2, size=512, lock=0.0, slices=true, "
			+ "prompt=a seed=7 tree, negative=[x]]",
			fake("model=m strength=.5 steps=7 guidance=1 sampler=[euler a] schedule=Karras seed=42 "
				+ "output=layer clipskip=2 size=512 lock=0 slices=true prompt=[a seed=7 tree] "
				+ "negative=[[x]]"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"run('SD Fake...');", "run('SD Fake...', '');"})
	void withoutOptionsNobodyIsAsked(final String line) {
		assertTrue(
			Macros.run(IMAGE + line + "return '' + Property.get('values');").contains("steps=20"));
	}

	@Test
	void aRandomSeedBecomesANumber() {
		final String values = fake("");
		assertFalse(values.contains("seed=-1"), values);
		assertTrue(values.matches(".*seed=\\d+,.*"), values);
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "setBatchMode(true);\n"})
	void theResultIsTheCurrentImage(final String mode) {
		assertEquals("2 inverted 255 0",
			Macros.run(mode + IMAGE + "run('SD Fake...', 'seed=1');\n"
				+ "t = getTitle(); v = getPixel(0, 0); n = nImages; selectImage('a');\n"
				+ "return '' + n + ' ' + t + ' ' + v + ' ' + getPixel(0, 0);"));
	}

	@Test
	void aResultIsTheNextInput() {
		assertEquals("inverted 0", Macros.run(IMAGE + "run('SD Fake...', 'seed=1');\n"
			+ "run('SD Fake...', 'seed=1');\nreturn getTitle() + ' ' + getPixel(0, 0);"));
	}

	@Test
	void inPlaceTheImageStaysCurrent() {
		assertEquals("1 a 255", Macros.run(IMAGE + "run('SD Fake...', 'deed=[In place]');\n"
			+ "return '' + nImages + ' ' + getTitle() + ' ' + getPixel(0, 0);"));
	}

	@Test
	void scriptsGetTheirResultsToo() {
		final ImagePlus image = IJ.createImage("a", "8-bit ramp", 16, 8, 1);
		IJ.run(image, FakeCommand.LABEL, "seed=1");
		assertEquals(0, image.getProcessor().get(0, 0), "untouched");
		assertEquals("inverted", WindowManager.getCurrentImage().getTitle());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"steps=abc | steps=abc is not possible: steps is a whole number from 1 to 150.",
		"strength=0,5 | strength=0,5 is not possible: strength is a number from 0 to 1.",
		"Steps=5 | There is no key Steps; the keys are model,",
		"slices | slices has no value: write slices=value",
		"deed=Refuse | This is refused for a test; do something else.",
		"deed=Memory | There is not enough memory",
		"deed=Crash | Something unexpected went wrong (java.lang.IllegalStateException: crash for a test)",
		"deed=Cancel | "})
	void failuresStopTheMacro(final String options, final String sentence) {
		final String answer = Macros.run(IMAGE + "run('SD Fake...', '" + options + "');\n"
			+ "call('ij.Prefs.set', 'test.reached', 'yes');\nreturn 'end';");
		assertTrue(answer.startsWith("[aborted]"), answer);
		assertTrue(answer.contains(sentence == null ? "" : sentence), answer);
		assertEquals(null, Prefs.get("test.reached", null));
	}

	@Test
	void aFailureLeavesTheImageUnlocked() {
		Macros.run(IMAGE + "run('SD Fake...', 'deed=Refuse');");
		final ImagePlus image = WindowManager.getCurrentImage();
		assertTrue(image == null || image.lockSilently());
	}

	@Test
	void withoutAnImage() {
		final String answer = Macros.run("run('SD Upscale...', 'scale=2');\nreturn 'end';");
		assertTrue(answer.contains("There is no image to work on; open one and try again."), answer);
	}

	@Test
	void everyCommandOfTheMenuReadsItsOptionsStrictly() {
		for (final String label : List.of("SD Image to Image...", "SD Upscale...",
			"SD Enlarge Artwork...")) {
			final String answer = Macros.run(IMAGE + "run('" + label + "', 'sampler=Nonsense');");
			assertTrue(answer.contains("sampler is one of DPM++ 2M,"), answer);
		}
	}
}
