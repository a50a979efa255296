/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.Interval;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.upscale.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles that are skipped and pictures that are accepted, while they are made. */
class EarlyTest {

	private static final String UPSCALE = "scale=4 tile=64 overlap=16 steps=10 strength=0.5 seed=7" +
		" lock=0 fusion=";
	private static final String REPAINT = "steps=10 strength=0.9 seed=3 ";

	@TempDir
	private static Path journals;

	private final ImagePlus art = new ImagePlus("art", blobs());

	/** Something soft with many colours. */
	private static ColorProcessor blobs() {
		final ColorProcessor pixels = new ColorProcessor(40, 32);
		final Random random = new Random(3);
		for (int i = 0; i < 40; i++) {
			pixels.setColor(random.nextInt(1 << 24));
			pixels.fillOval(random.nextInt(40) - 6, random.nextInt(32) - 6, 15, 11);
		}
		pixels.blurGaussian(1);
		return pixels;
	}

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
		System.setProperty("insaneres.journals", journals.toString());
	}

	@AfterEach
	void clean() {
		System.clearProperty("insaneres.patience");
		IJ.run("Close All");
	}

	private ImagePlus make(final String action, final String options, final Desk desk) {
		art.deleteRoi();
		return new Action(action, art, options).run(desk);
	}

	private static int[] pixels(final ImagePlus image) {
		return (int[]) image.getProcessor().getPixels();
	}

	private int[] again(final String action, final String options, final ImagePlus result) {
		final String early = result.getProp("sd.early");
		assertFalse(early.isEmpty());
		final ImagePlus again = make(action, options + " early=[" + early + "]", Desk.NONE);
		assertEquals(early, again.getProp("sd.early"));
		return pixels(again);
	}

	@ParameterizedTest
	@CsvSource({"[SD upscale],0", "[SD upscale],5", "Krita,0", "Krita,7", "Fused,0", "Fused,9",
		"Fused,20"})
	void aSkippedTileStaysPlainAndAllElseIsMadeAgainExactly(final String fusion, final int from) {
		final Wishes wishes = new Wishes(70, 60, from, Integer.MAX_VALUE);
		final ImagePlus result = make("Upscale", UPSCALE + fusion, wishes);
		assertArrayEquals(pixels(result), again("Upscale", UPSCALE + fusion, result));
		final int[] whole = pixels(make("Upscale", UPSCALE + fusion, Desk.NONE));
		final int[] plain = pixels(
			make("Upscale", UPSCALE.replace("strength=0.5", "strength=0") + fusion, Desk.NONE));
		assertTrue(difference(result, plain, 70, 60) < 4, "the skipped tile stays nearly plain");
		assertTrue(difference(result, plain, 70, 60) < difference(whole, plain, 70, 60) / 2);
		assertEquals(0, difference(result, whole, 5, 120), 1.5, "far away nothing changes");
	}

	/** Mean difference around a place. */
	private static double difference(final ImagePlus one, final int[] other, final int x,
		final int y) {
		return difference(pixels(one), other, x, y);
	}

	private static double difference(final int[] one, final int[] other, final int x,
		final int y) {
		double sum = 0;
		for (int j = -4; j < 4; j++) {
			for (int i = -4; i < 4; i++) {
				final int at = (y + j) * 160 + x + i;
				for (int shift = 0; shift < 24; shift += 8) {
					sum += Math.abs((one[at] >> shift & 255) - (other[at] >> shift & 255));
				}
			}
		}
		return sum / 64 / 3;
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fused", "[SD upscale]", "Krita"})
	void anAcceptedUpscaleIsMadeAgainExactly(final String fusion) {
		final Wishes wishes = new Wishes(-1, -1, 0, 2);
		final ImagePlus result = make("Upscale", UPSCALE + fusion, wishes);
		assertTrue(result.getProp("sd.early").matches("end:\\d+,\\d+@2"), result.getProp("sd.early"));
		assertArrayEquals(pixels(result), again("Upscale", UPSCALE + fusion, result));
		assertNotEquals(0, difference(result,
			pixels(make("Upscale", UPSCALE + fusion, Desk.NONE)), 130, 100));
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "size=64 ", "sampler=[DPM++ SDE] ", "variants=2 ",
		"rule=ComfyUI sampler=Euler "})
	void anAcceptedPictureIsMadeAgainExactly(final String more) {
		final String options = REPAINT + more;
		final ImagePlus result = make("ImageToImage", options, new Wishes(-1, -1, 0, 3));
		assertTrue(result.getProp("sd.early").startsWith("end:0,0@3"), result.getProp("sd.early"));
		assertTrue(result.getProp("sd.command").contains(result.getProp("sd.early")));
		assertArrayEquals(pixels(result), again("ImageToImage", options, result));
	}

	@Test
	void anAcceptedRecipeIsMadeAgainExactly() {
		final String options = "seed=7 recipe=[{\"stages\": [{\"size\": 64, \"strength\": 0.5," +
			" \"steps\": 8}, {\"scale\": 2, \"strength\": 0.4, \"steps\": 8, \"tile\": 64," +
			" \"overlap\": 16}]}]";
		final ImagePlus result = make("Enlarge", options, new Wishes(-1, -1, 0, 2));
		assertEquals("end:0,0@2 2/end:0,0@2", result.getProp("sd.early"));
		assertArrayEquals(pixels(result), again("Enlarge", options, result));
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fused", "[SD upscale]", "Krita"})
	void theJournalForgetsWhatWasWished(final String fusion) throws IOException {
		final int[] whole = pixels(make("Upscale", UPSCALE + fusion, Desk.NONE));
		System.setProperty("insaneres.patience", "0");
		final Wishes interrupted = new Wishes(70, 60, 5, Integer.MAX_VALUE);
		interrupted.cancelAfter = 30;
		assertThrows(java.util.concurrent.CancellationException.class,
			() -> make("Upscale", UPSCALE + fusion, interrupted));
		assertTrue(Journal.any(journals), "a journal is left behind");
		assertArrayEquals(whole, pixels(make("Upscale", UPSCALE + fusion, Desk.NONE)));
		make("Upscale", UPSCALE + fusion, new Wishes(70, 60, 5, 2));
		assertFalse(Journal.any(journals), "the journal of a finished job is gone");
		assertArrayEquals(whole, pixels(make("Upscale", UPSCALE + fusion, Desk.NONE)));
	}

	@Test
	void whatIsNotThereIsSaid() {
		final Wishes desk = new Wishes(-1, -1, 0, Integer.MAX_VALUE);
		make("Upscale", UPSCALE + "Krita early=1,2@3", desk);
		assertTrue(desk.notes.stream().anyMatch(line -> line.contains("names 1,2@3")),
			desk.notes::toString);
	}

	@ParameterizedTest
	@ValueSource(strings = {"3", "1,2@", "end", "end:@5", "1,2;3,4", "-1,2"})
	void nonsenseIsRefused(final String text) {
		assertThrows(Refusal.class,
			() -> make("Upscale", UPSCALE + "Krita early=" + text, Desk.NONE));
	}

	/** Skips tiles at a place from some time on, and accepts after some steps. */
	private static final class Wishes implements Desk {

		private final int x;
		private final int y;
		private final int from;
		private final int steps;
		private final List<String> notes = new ArrayList<>();
		private int asked;
		private int cancelAfter = Integer.MAX_VALUE;

		Wishes(final int x, final int y, final int from, final int steps) {
			this.x = x;
			this.y = y;
			this.from = from;
			this.steps = steps;
		}

		@Override
		public boolean canceled() {
			return asked > cancelAfter;
		}

		@Override
		public void note(final String line) {
			notes.add(line);
		}

		@Override
		public boolean spares(final Interval tile, final int times) {
			asked++;
			return asked > from && tile.min(0) <= x && x <= tile.max(0) && tile.min(1) <= y &&
				y <= tile.max(1);
		}

		@Override
		public boolean accepts(final Interval piece, final int done) {
			return done == steps && piece.min(0) == 0 && piece.min(1) == 0;
		}
	}
}
