/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.io.IOException;
import java.nio.file.Path;

import org.insaneres.job.file.PictureText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures made again from what their files say, with the real model, as macros. */
class RepeatMacroTest {

	private static final String SOURCE = "newImage('art', 'RGB ramp', 40, 30, 1);\n" +
		"setColor(200, 40, 20); fillOval(8, 6, 20, 16);\n";
	private static final String IMAGE = "run('SD Image to Image...', 'steps=3 strength=0.5 ";
	private static final String UPSCALE = "run('SD Upscale...', 'steps=3 strength=0.5 tile=64 " +
		"overlap=16 ";

	@TempDir
	private static Path folder;

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

	private static String file(final String name) {
		return folder.resolve(name).toString().replace('\\', '/');
	}

	/** What a macro leaves as its current image, as seen. */
	private static int[] made(final String macro) {
		final String answer = Macros.run(macro + "return 'done';");
		assertEquals("done", answer);
		final ImagePlus image = IJ.getImage();
		return (int[]) (image.getOverlay() == null ? image : image.flatten()).getProcessor()
			.convertToRGB().getPixelsCopy();
	}

	private static String save(final String name) {
		return "run('SD Save...', 'file=[" + file(name) + "]');\n";
	}

	private static String repeat(final String name) {
		return "run('SD Repeat...', 'file=[" + file(name) + "]');\n";
	}

	/** Makes, saves, and makes again from nothing but the source and the file. */
	private static void repeats(final String action, final String name) {
		final int[] first = made(SOURCE + action + save(name));
		IJ.run("Close All");
		assertArrayEquals(first, made(SOURCE + repeat(name)), name);
		IJ.run("Close All");
	}

	@ParameterizedTest
	@ValueSource(strings = {"a.png", "a.jpg", "a.tif"})
	void everyFormatSaysEnough(final String name) {
		repeats(
			IMAGE + "seed=7 prompt=[a \\\"red\\\", (oil:1.2) painting] negative=[blurry: \\\\ x]');",
			name);
		repeats(UPSCALE + "scale=1.5 fusion=Krita');", name);
		repeats("run('SD Enlarge Artwork...', 'steps=3 seed=7 recipe=[src/test/resources/recipes/" +
			"small.json]');", name);
	}

	@ParameterizedTest
	@ValueSource(strings = {"In place", "Layer", "New image"})
	void selectionsAreKept(final String output) {
		repeats("makeOval(9, 5, 21, 17);" + IMAGE + "feather=3 output=[" + output + "]');", "s.png");
		repeats("makePolygon(3,3, 33,8, 20,28);" + IMAGE + "output=[" + output + "]');", "s.tif");
	}

	@Test
	void aChainIsDoneFromItsBeginningOrFromWhereItsSourceIsOpen() {
		final int[] last = made(SOURCE + "rename('first');" + IMAGE + "size=48');" + save("one.png") +
			"makeRectangle(6, 6, 20, 20);" + IMAGE + "output=[In place]'); run('Select None');" +
			UPSCALE + "scale=2');" + save("three.png"));
		IJ.run("Close All");
		assertArrayEquals(last, made(SOURCE + repeat("three.png")));
		IJ.run("Close All");
		assertArrayEquals(last, made("open('" + file("one.png") + "');" + repeat("three.png")));
	}

	@Test
	void theResultItselfFindsItsSourceAmongOpenImages() {
		final int[] first = made(SOURCE + IMAGE + "'); rename('result');");
		assertArrayEquals(first, made("run('SD Repeat...');"));
		assertNotEquals("result", IJ.getImage().getTitle());
	}

	@Test
	void anOpenedPictureSpeaksForItself() {
		final int[] first = made(SOURCE + IMAGE + "');" + save("self.png"));
		IJ.run("Close All");
		assertArrayEquals(first, made("open('" + file("self.png") + "');" + SOURCE +
			"selectImage('self.png'); run('SD Repeat...');"));
	}

	@Test
	void anotherSourceIsToldAndGivesAnotherPicture() {
		final int[] first = made(SOURCE + IMAGE + "');" + save("other.png"));
		IJ.run("Close All");
		final int[] other = made(SOURCE + "setPixel(3, 3, 0xffffff);" + repeat("other.png"));
		assertEquals(first.length, other.length);
		assertFalse(java.util.Arrays.equals(first, other));
	}

	@Test
	void pngKeepsEveryPixelAndSpeaksToOthers() {
		final int[] made = made(SOURCE + IMAGE + "noise=Philox prompt=cat');" +
			save("p.png"));
		final String text = PictureText.read(folder.resolve("p.png")).orElseThrow();
		assertTrue(text.startsWith("cat\nSteps: 3, Sampler: DPM++ 2M, Schedule type: Automatic, " +
			"CFG scale: 1, Seed: "), text);
		assertTrue(text.contains("Size: 40x30, Model hash: "), text);
		assertTrue(text.contains("Denoising strength: 0.5, RNG: NV, InsaneRes: "), text);
		IJ.run("Close All");
		assertArrayEquals(made, made("open('" + file("p.png") + "');"));
	}

	@Test
	void greysOf16BitsStaySo() {
		made("newImage('g', '16-bit ramp', 40, 30, 1); run('SD Image to Image...', " +
			"'strength=0');" + save("g.png"));
		final short[] before = (short[]) IJ.getImage().getProcessor().getPixelsCopy();
		IJ.run("Close All");
		made("open('" + file("g.png") + "');");
		assertArrayEquals(before, (short[]) IJ.getImage().getProcessor().getPixels());
	}

	@Test
	void historyTellsAllActions() {
		made(SOURCE + IMAGE + "'); " + UPSCALE + "scale=2');");
		final ImagePlus image = IJ.getImage();
		final String[] lines = image.getProp("sd.history").split("\n");
		assertEquals(2, lines.length);
		assertTrue(lines[0].contains("SD Image to Image..."), lines[0]);
		assertTrue(lines[1].contains("SD Upscale..."), lines[1]);
		assertTrue(image.getProp("sd.modelhash").matches("[0-9a-f]{64}"));
		assertTrue(image.getProp("sd.sourcehash").matches("[0-9a-f]{64}"));
		assertEquals("unreleased", image.getProp("sd.version"));
		assertEquals(null, image.getProp("sd.size"), "only the last action's keys stand alone");
	}

	@Test
	void picturesOfOthersAreMadeAsFarAsTheySay() throws IOException {
		made(SOURCE + "run('SD Save...', 'file=[" + file("foreign.png") + "]');");
		PictureText.write(folder.resolve("foreign.png"), "a cat\nSteps: 3, Sampler: DPM++ 2M Karras, " +
			"CFG scale: 1, Seed: 5, Size: 80x60, Model: other, Denoising strength: 0.5, Version: v1.10.1");
		IJ.run("Close All");
		final int[] repeated = made(SOURCE + repeat("foreign.png"));
		assertEquals(80, IJ.getImage().getWidth());
		assertEquals("Karras", IJ.getImage().getProp("sd.schedule"));
		IJ.run("Close All");
		assertArrayEquals(
			made(SOURCE + IMAGE + "seed=5 size=80 schedule=Karras noise=Philox guidance=1 " +
				"prompt=[a cat]');"),
			repeated);
	}

	@ParameterizedTest
	@ValueSource(strings = {"{", "{\"action\":3}", "[]", "{\"action\":\"SD Fly...\",\"settings\":{}}",
		"{\"action\":\"SD Upscale...\",\"settings\":{\"steps\":\"many\"}}",
		"{\"action\":\"SD Upscale...\",\"settings\":{},\"selection\":\"AAAA\"}",
		"{\"action\":\"SD Upscale...\",\"settings\":{\"steps\":\"99999\"}}"})
	void brokenHistoriesEndInASentence(final String history) {
		made(SOURCE);
		IJ.getImage().setProp("sd.history", history);
		final String answer = Macros.run("run('SD Repeat...');");
		assertTrue(answer.startsWith("[aborted]Macro Error: "), answer);
		assertFalse(answer.contains("unexpected"), answer);
		made(SOURCE);
		IJ.getImage().setProp("sd.history", history);
		made("run('SD Image to Image...', 'strength=0');" + save("broken.png"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"II*\0aaaaaaaaaaaa", "II*\0", "nothing", "", "MM\0*\0\0\0\b\0\u0001"})
	void otherFilesEndInASentence(final String content) throws IOException {
		java.nio.file.Files.writeString(folder.resolve("x.tif"), content);
		final String answer = Macros.run(SOURCE + repeat("x.tif"));
		assertTrue(answer.startsWith("[aborted]Macro Error: The file "), answer);
	}

	/** A link stays one, and what it leads to is written, whether it was there or not. */
	@Test
	void savingFollowsLinks() throws IOException {
		final Path there = java.nio.file.Files.createDirectories(folder.resolve("there"));
		final Path real = there.resolve("a.png");
		final Path link = java.nio.file.Files.createSymbolicLink(folder.resolve("link.png"),
			Path.of("there", "a.png"));
		for (int i = 0; i < 2; i++) {
			made(SOURCE + save("link.png"));
			assertTrue(java.nio.file.Files.isSymbolicLink(link));
			assertTrue(java.nio.file.Files.size(real) > 100);
			java.nio.file.Files.write(real, new byte[3]);
		}
		java.nio.file.Files.createSymbolicLink(folder.resolve("circle.png"), Path.of("circle.png"));
		java.nio.file.Files.createSymbolicLink(folder.resolve("lost.png"), Path.of("no", "a.png"));
		for (final String name : new String[]{"circle.png", "lost.png"}) {
			final String answer = Macros.run(SOURCE + save(name));
			assertTrue(answer.contains("leads nowhere"), answer);
		}
	}

	@Test
	void savingSaysWhatItCanNot() {
		assertTrue(Macros.run(SOURCE + save("a.webp")).contains("choose .png, .jpg, .ora or .tif"));
		assertTrue(Macros.run(SOURCE + save("none/a.png")).contains("There is no folder"));
		assertTrue(Macros.run("run('SD Save...', 'file=x.png');").contains("There is no image"));
	}

	@Test
	void layersAreSavedForOtherPrograms() {
		made(SOURCE + "makeOval(9, 5, 21, 17);" + IMAGE + "output=Layer');" + save("l.ora"));
		assertTrue(java.nio.file.Files.exists(folder.resolve("l.ora")));
	}
}
