/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Explorations with the real model, as macros in a plain ImageJ without a display. */
class ExploreMacroTest {

	private static final String RGB = "newImage('art', 'RGB ramp', 40, 30, 1);\n" +
		"setColor(200, 40, 20); fillOval(8, 6, 20, 16);\n";

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

	private static String explore(final String options) {
		return "run('SD Explore...', 'steps=3 seed=7 " + options + "');\n";
	}

	private static ImagePlus explored(final String before, final String options) {
		final String answer = Macros.run(before + explore(options) + "return 'on';");
		assertEquals("on", answer);
		return WindowManager.getCurrentImage();
	}

	@Test
	void theSlidersAreTheSettings() {
		final String answer = Macros.run(RGB + explore("across=[strength 0.2-0.6 [3]] " +
			"down=[sampler Euler a, DDIM] deep=[seed 1,2]") +
			"Stack.getDimensions(w, h, c, z, t); Stack.setPosition(2, 3, 1);\n" +
			"return '' + w + ' ' + h + ' ' + c + ' ' + z + ' ' + t + ' ' + bitDepth() + ' ' + getTitle()"
			+
			" + '|' + getInfo('slice.label');");
		assertEquals("40 30 2 3 2 24 art-explored|strength=0.6 sampler=Euler a seed=2",
			answer.lines().findFirst().orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "makeOval(10, 8, 15, 12);"})
	void everyCellHasThePixelsOfTheAction(final String selection) {
		final ImagePlus stack = explored(RGB + selection,
			"across=[strength 0.5,0.9] down=[sampler Euler a, DPM++ 2M] lock=0.5 feather=3");
		for (int n = 1; n <= 4; n++) {
			final String line = property(stack, n, "sd.command");
			assertTrue(line.startsWith("run(\"SD Image to Image...\""), line);
			assertSameAsMacro(selection, line, stack, n);
		}
	}

	@Test
	void everyUpscaledCellHasThePixelsOfTheAction() {
		final ImagePlus stack = explored(RGB,
			"action=Upscale scale=3 tile=64 overlap=16 across=[fusion Fused, SD upscale, Krita] " +
				"down=[lock 0,1]");
		assertEquals("120 x 90", stack.getWidth() + " x " + stack.getHeight());
		for (int n = 1; n <= 6; n++) assertSameAsMacro("", property(stack, n, "sd.command"), stack, n);
	}

	private static void assertSameAsMacro(final String selection, final String line,
		final ImagePlus stack, final int slice) {
		Macros.run("close('*-sd'); selectImage('art'); " + selection + line);
		final ImagePlus single = WindowManager.getImage("art-sd");
		assertNotNull(single, line);
		assertArrayEquals((int[]) single.getProcessor().getPixels(),
			(int[]) stack.getStack().getPixels(slice), line);
		single.close();
	}

	@Test
	void aModelIsAnAxisToo() {
		final String folder = Path.of("src/test/resources/tiny-models/models/sd15").toAbsolutePath()
			.toString();
		final ImagePlus stack = explored(RGB,
			"across=[strength 0.4,0.8] down=[model mini, " + folder + "]");
		assertEquals(4, stack.getStackSize());
		for (int n = 1; n <= 4; n++) assertSameAsMacro("", property(stack, n, "sd.command"), stack, n);
		assertEquals("strength=0.8 model=" + folder, stack.getStack().getSliceLabel(4).lines()
			.findFirst().orElseThrow());
	}

	@Test
	void promptsAreSearchedAndReplaced() {
		final ImagePlus stack = explored(RGB,
			"across=[prompt oil, ink, \\\"a, b\\\"] guidance=2 prompt=[oil painting] negative=[no oil]");
		assertEquals("oil painting", property(stack, 1, "sd.prompt"));
		assertEquals("ink painting", property(stack, 2, "sd.prompt"));
		assertEquals("no a, b", property(stack, 3, "sd.negative"));
		assertEquals("prompt=a, b", stack.getStack().getSliceLabel(3).lines().findFirst().get());
	}

	@ParameterizedTest
	@ValueSource(strings = {"8-bit ramp", "16-bit ramp", "32-bit ramp"})
	void greysStayGreysAndLookTheSame(final String type) {
		final ImagePlus stack = explored(
			"newImage('g', '" + type + "', 24, 16, 1); setMinAndMax(0.1, " +
				"200);\n",
			"across=[strength 0,0.7]");
		assertEquals(type.substring(0, type.indexOf('-')), String.valueOf(stack.getBitDepth()));
		final ImagePlus source = WindowManager.getImage("g");
		assertEquals(source.getDisplayRangeMax(), stack.getDisplayRangeMax());
		for (int i = 0; i < 24 * 16; i++) {
			assertEquals(source.getProcessor().getf(i), stack.getStack().getProcessor(1).getf(i));
		}
	}

	@Test
	void theContactSheetHasAllCells() {
		final String answer = Macros.run(RGB + explore("sheet=true across=[strength 0.2,0.8] " +
			"down=[steps 2-4]") + "return '' + nImages + ' ' + getTitle();");
		assertEquals("3 art-explored", answer);
		final ImageProcessor sheet = WindowManager.getImage("art-explored-sheet").getProcessor();
		final ImagePlus stack = WindowManager.getCurrentImage();
		for (int n = 1; n <= 6; n++) {
			assertTrue(holds(sheet, stack.getStack().getProcessor(n)), "cell " + n);
		}
	}

	private static boolean holds(final ImageProcessor large, final ImageProcessor part) {
		for (int y = 0; y <= large.getHeight() - part.getHeight(); y++) {
			for (int x = 0; x <= large.getWidth() - part.getWidth(); x++) {
				if (holds(large, part, x, y)) return true;
			}
		}
		return false;
	}

	private static boolean holds(final ImageProcessor large, final ImageProcessor part, final int x,
		final int y) {
		for (int i = 0; i < part.getPixelCount(); i++) {
			if (large.get(x + i % part.getWidth(), y + i / part.getWidth()) != part.get(i)) return false;
		}
		return true;
	}

	@Test
	void theShownCellBecomesBig() {
		final String answer = Macros.run(RGB + explore("across=[strength 0.2,0.8] down=[steps 2-4]") +
			"Stack.setPosition(1, 2, 3); run('SD Make This One Big...', 'scale=2');" +
			"return '' + getWidth() + ' ' + getHeight() + ' ' + getTitle();");
		assertEquals("80 60 art-sd", answer);
		final ImagePlus big = WindowManager.getCurrentImage();
		assertEquals("0.8 4 7 1", big.getProp("sd.strength") + " " + big.getProp("sd.steps") + " " +
			big.getProp("sd.seed") + " " + big.getProp("sd.lock"));
	}

	@Test
	void anUpscaledCellIsMadeAgainAsItIs() {
		Macros.run(RGB + explore("action=Upscale scale=2 across=[strength 0.2,0.8]") +
			"run('SD Make This One Big...', 'cell=2');");
		assertArrayEquals((int[]) WindowManager.getImage("art-explored").getStack().getPixels(2),
			(int[]) WindowManager.getImage("art-sd").getProcessor().getPixels());
	}

	@Test
	void itGoesIntoThePictureWhereWanted() {
		Macros.run(RGB + "makeRectangle(4, 4, 20, 16);" + explore("across=[strength 0.2,0.8]") +
			"run('SD Make This One Big...', 'cell=2 output=[In place]');");
		assertArrayEquals((int[]) WindowManager.getImage("art-explored").getStack().getPixels(2),
			(int[]) WindowManager.getImage("art").getProcessor().getPixels());
	}

	@Test
	void aSavedStackStillKnows(@TempDir final Path folder) {
		final ImagePlus stack = explored(RGB, "across=[strength 0.2,0.8]");
		final String file = folder.resolve("explored.tif").toString();
		assertTrue(new FileSaver(stack).saveAsTiff(file));
		stack.close();
		final ImagePlus opened = new Opener().openImage(file);
		opened.show();
		final String answer = Macros.run("setSlice(2); run('SD Make This One Big...', 'scale=3');" +
			"return '' + getWidth() + ' ' + Property.get('sd.strength');");
		assertEquals("120 0.8", answer);
	}

	@Test
	void theStackKnowsHowItWasMade() {
		final ImagePlus stack = explored(RGB, "across=[strength 0.2-0.8 [2]] down=[sampler DDIM,LCM]");
		final String line = stack.getProp("sd.command");
		final int[] last = (int[]) stack.getStack().getProcessor(4).getPixelsCopy();
		IJ.run("Close All");
		Macros.run(RGB + line);
		assertArrayEquals(last, (int[]) WindowManager.getCurrentImage().getStack().getPixels(4), line);
		assertFalse(WindowManager.getCurrentImage().changes && line.isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"across=[strenth 0.1,0.2] | strength, steps",
		"across=[size 1,2] | can vary",
		"across=strength | key and its values",
		"across=[strength 0.1,abc] | numbers",
		"across=[strength 0.5,1.5] | between",
		"across=[steps 1-10 [999]] | 1 to 256",
		"across=[steps 5-1 (+1)] | never gets",
		"across=[sampler Euler a, Eulr] | Euler",
		"across=[schedule Karas] | Karras",
		"across=[model nowhere] | mini",
		"across=[seed -1] | seed",
		"across=[seed 1-100] down=[steps 1-100] | 10000 cells",
		"across=[strength 0.1] down=[strength 0.2] | both set strength",
		"across=[prompt cat,dog] prompt=[a fox] | cat",
		"across= | nothing to explore",
		"action=nothing | Upscale tile",
		"action=[Upscale tile] across=[tile 64,128] | can vary",
		"output=Layer across=[strength 0.1] | no key output",
	})
	void whatIsNotPossibleStopsTheMacroWithASentence(final String options, final String words) {
		final String answer = Macros.run(RGB + explore(options) + "return 'on';");
		assertTrue(answer.startsWith("[aborted]"), answer);
		assertTrue(answer.contains(words), answer);
		assertNull(WindowManager.getImage("art-explored"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"run('SD Make This One Big...', ''); | made by SD Explore",
		"run('SD Make This One Big...', 'cell=2'); | has 1 to 1",
	})
	void onlyCellsBecomeBig(final String line, final String words) {
		final String answer = Macros.run(RGB + line + "return 'on';");
		assertTrue(answer.startsWith("[aborted]") && answer.contains(words), answer);
	}

	@Test
	void thePictureMustBeOpen() {
		final String answer = Macros.run(RGB + explore("across=[strength 0.2,0.8]") +
			"close('art'); run('SD Make This One Big...', ''); return 'on';");
		assertTrue(answer.startsWith("[aborted]") && answer.contains("not open"), answer);
	}

	private static String property(final ImagePlus stack, final int slice, final String name) {
		return stack.getStack().getSliceLabel(slice).lines()
			.filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow()
			.substring(name.length() + 2);
	}
}
