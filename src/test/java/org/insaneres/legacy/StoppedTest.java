/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.awt.Color;
import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.insaneres.job.Desk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user stops an action while it runs. */
class StoppedTest {

	private static final String OPTIONS = "scale=3 tile=64 overlap=16 steps=6 strength=0.5 seed=7";

	private final ImagePlus art = new ImagePlus("art", orange());

	private static ColorProcessor orange() {
		final ColorProcessor pixels = new ColorProcessor(50, 40);
		pixels.setColor(new Color(220, 160, 120));
		pixels.fill();
		return pixels;
	}

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
	}

	@ParameterizedTest
	@CsvSource({"Fused,step 2", "[SD upscale],Tile 3", "Krita,Tile 3"})
	void anUpscaleIsKeptUnfinishedIfTheUserWants(final String fusion, final String at) {
		final Stopping desk = new Stopping(at, true);
		final ImagePlus kept = new Action("Upscale", art, OPTIONS + " fusion=" + fusion).run(desk);
		assertSame(desk.shown, kept);
		assertNull(desk.discarded);
		assertEquals("art-sd-unfinished 150 x 120",
			kept.getTitle() + " " + kept.getWidth() + " x " + kept.getHeight());
		assertEquals("true", kept.getProp("sd.unfinished"));
		for (final int pixel : (int[]) kept.getProcessor().getPixels()) {
			assertTrue(new Color(pixel).getRed() > 80,
				"what is not begun is the plain enlargement, not " + new Color(pixel));
		}
	}

	@ParameterizedTest
	@CsvSource({"Fused,step 2", "[SD upscale],Tile 3", "Krita,Tile 3"})
	void elseItIsTakenAway(final String fusion, final String at) {
		final Stopping desk = new Stopping(at, false);
		assertThrows(CancellationException.class,
			() -> new Action("Upscale", art, OPTIONS + " fusion=" + fusion).run(desk));
		assertNotNull(desk.discarded);
		assertSame(desk.shown, desk.discarded);
	}

	@Test
	void beforeThereIsAnythingToSeeNothingIsOffered() {
		final Stopping desk = new Stopping(null, true);
		assertThrows(CancellationException.class,
			() -> new Action("Upscale", art, OPTIONS).run(desk));
		assertFalse(desk.asked);
	}

	@Test
	void slicesThatWereNotBegunAreLeftOut() {
		art.getStack().addSlice(orange());
		art.setStack(art.getStack());
		final ImagePlus kept = new Action("Upscale", art, OPTIONS + " slices=true")
			.run(new Stopping("Slice 1 of 2, step 2", true));
		assertEquals(1, kept.getStackSize());
	}

	@ParameterizedTest
	@ValueSource(strings = {"[In place]", "Layer", "[New image]"})
	void imageToImageLeavesEverythingAsItWas(final String output) {
		art.setRoi(new Roi(5, 5, 20, 20));
		assertThrows(CancellationException.class, () -> new Action("ImageToImage", art,
			"steps=9 strength=0.9 seed=3 output=" + output).run(new Stopping("step 2", true)));
		assertArrayEquals((int[]) orange().getPixels(), (int[]) art.getProcessor().getPixels());
		assertNull(art.getOverlay());
		assertFalse(art.isLocked());
		assertFalse(art.changes);
		assertEquals(new Roi(5, 5, 20, 20), art.getRoi());
	}

	@Test
	void finishedCellsOfAnExplorationAreKeptIfTheUserWants() {
		final Stopping desk = new Stopping("Cell 3 of 4 (strength=0.4 steps=3), step 1", true);
		final ImagePlus kept = new Action("Explore", art,
			"across=[strength 0.4,0.8] down=[steps 2,3] seed=7").run(desk);
		assertSame(desk.shown, kept);
		assertEquals("art-explored-unfinished true 2 1",
			kept.getTitle() + " " + kept.getProp("sd.unfinished") + " " + kept.getNSlices() + " " +
				kept.getNFrames());
		for (int n = 1; n <= 2; n++) {
			assertTrue(kept.getStack().getSliceLabel(n).startsWith("strength=0." + 4 * n + " steps=2\n"),
				kept.getStack().getSliceLabel(n));
			assertNotEquals(0, kept.getStack().getProcessor(n).getMax());
		}
	}

	@ParameterizedTest
	@CsvSource({"true,Cell 1 of 2 (steps=2),false", "false,Cell 2 of 2 (steps=3),true"})
	void elseTheyAreTakenAway(final boolean keeps, final String at, final boolean asked) {
		final Stopping desk = new Stopping(at, keeps);
		assertThrows(CancellationException.class,
			() -> new Action("Explore", art, "across=[steps 2,3] seed=7 strength=0.5").run(desk));
		assertEquals(asked, desk.asked);
		assertNotNull(desk.discarded);
		assertSame(desk.shown, desk.discarded);
	}

	/** Stops when it is told of a certain step or tile, or at once. */
	private static final class Stopping implements Desk {

		private final String at;
		private final boolean keeps;
		private volatile boolean canceled;
		private boolean asked;
		private ImagePlus shown;
		private ImagePlus discarded;

		Stopping(final String at, final boolean keeps) {
			this.at = at;
			canceled = at == null;
			this.keeps = keeps;
		}

		@Override
		public void progress(final double fraction, final String what) {
			canceled |= what.contains(at);
		}

		@Override
		public boolean canceled() {
			return canceled;
		}

		@Override
		public boolean previews() {
			return true;
		}

		@Override
		public void show(final ImagePlus result) {
			shown = result;
		}

		@Override
		public void discard(final ImagePlus result) {
			discarded = result;
		}

		@Override
		public boolean keeps(final ImagePlus unfinished) {
			asked = true;
			return keeps;
		}
	}
}
