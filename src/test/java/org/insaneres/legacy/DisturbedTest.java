/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.process.ImageConverter;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user does something else to the image while an action works on it. */
class DisturbedTest {

	private static final String OPTIONS = "steps=4 strength=0.6 seed=3 output=";

	private final ImagePlus art = IJ.createImage("art", "RGB ramp", 40, 30, 1);

	/** What makes a result lose its place. */
	private enum Disturbance {
		/** As its window does. */
		CLOSED("was closed", ImagePlus::flush),
		TYPE("changed its type or size", art -> new ImageConverter(art).convertToGray8()),
		SIZE("changed its type or size", art -> art.setProcessor(art.getProcessor().resize(20, 10)));

		private final String said;
		private final Consumer<ImagePlus> act;

		Disturbance(final String said, final Consumer<ImagePlus> act) {
			this.said = said;
			this.act = act;
		}
	}

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		WindowManager.setTempCurrentImage(null);
	}

	@ParameterizedTest
	@EnumSource
	void theResultInPlaceIsRefused(final Disturbance disturbance) {
		refuses("[In place]", disturbance);
	}

	@ParameterizedTest
	@EnumSource
	void theLayerIsRefused(final Disturbance disturbance) {
		refuses("Layer", disturbance);
	}

	private void refuses(final String output, final Disturbance disturbance) {
		final Refusal refusal = assertThrows(Refusal.class,
			() -> new Action("ImageToImage", art, OPTIONS + output).run(during(disturbance.act)));
		assertTrue(refusal.getMessage().contains(disturbance.said), refusal.getMessage());
		assertFalse(art.isLocked());
		assertNull(art.getOverlay());
	}

	@ParameterizedTest
	@EnumSource
	void aNewImageIsMadeAllTheSame(final Disturbance disturbance) {
		final int[] undisturbed = pixels(Desk.NONE, "ImageToImage");
		art.setImage(IJ.createImage("art", "RGB ramp", 40, 30, 1));
		assertArrayEquals(undisturbed,
			pixels(during(disturbance.act), "ImageToImage"));
	}

	@ParameterizedTest
	@EnumSource
	void anExplorationGoesOn(final Disturbance disturbance) {
		final ImagePlus undisturbed = explored(Desk.NONE);
		art.setImage(IJ.createImage("art", "RGB ramp", 40, 30, 1));
		final ImagePlus disturbed = explored(during(disturbance.act));
		for (int n = 1; n <= 3; n++) {
			assertArrayEquals((int[]) undisturbed.getStack().getPixels(n),
				(int[]) disturbed.getStack().getPixels(n));
		}
	}

	@Test
	void closingTheExplorationEndsIt() {
		assertThrows(CancellationException.class, () -> new Action("Explore", art,
			"steps=4 seed=5 across=[strength 0.3-0.9 [3]]").run(new Desk() {

				private ImagePlus stack;

				@Override
				public void show(final ImagePlus result) {
					stack = result;
				}

				@Override
				public void progress(final double fraction, final String what) {
					if (what.startsWith("Cell 2")) stack.flush();
				}
			}));
	}

	private ImagePlus explored(final Desk desk) {
		return new Action("Explore", art, "steps=4 seed=5 across=[strength 0.3-0.9 [3]]").run(desk);
	}

	@Test
	void anotherSelectionChangesNothing() {
		art.setRoi(new Roi(10, 8, 12, 12));
		final int[] undisturbed = pixels(Desk.NONE, "ImageToImage");
		art.setRoi(new Roi(10, 8, 12, 12));
		assertArrayEquals(undisturbed,
			pixels(during(image -> image.setRoi(new Roi(0, 0, 40, 30))), "ImageToImage"));
		assertEquals(new Roi(0, 0, 40, 30), art.getRoi());
	}

	@Test
	void anotherCurrentImageStaysUntouched() {
		final ImagePlus other = IJ.createImage("other", "RGB white", 40, 30, 1);
		final Object white = other.getProcessor().getPixelsCopy();
		new Action("ImageToImage", art, OPTIONS + "[In place]").run(during(image -> {
			other.show();
			WindowManager.setTempCurrentImage(other);
		}));
		assertArrayEquals((int[]) white,
			(int[]) other.getProcessor().getPixels());
		assertTrue(art.changes);
	}

	@ParameterizedTest
	@ValueSource(strings = {"ImageToImage", "Upscale"})
	void aSecondActionOnTheSameImageFromAnotherThreadWaitsForTheModel(final String name)
		throws InterruptedException {
		final int[] alone = pixels(Desk.NONE, name);
		final int[][] second = new int[1][];
		final Thread[] thread = new Thread[1];
		final int[] first = pixels(during(image -> {
			thread[0] = new Thread(() -> second[0] = pixels(Desk.NONE, name));
			thread[0].start();
		}), name);
		thread[0].join();
		assertArrayEquals(alone, first);
		assertArrayEquals(alone, second[0]);
	}

	private int[] pixels(final Desk desk, final String name) {
		return (int[]) new Action(name, art, OPTIONS + "[New image]").run(desk).getProcessor()
			.getPixels();
	}

	/** Acts once, in the middle of the work. */
	private Desk during(final Consumer<ImagePlus> act) {
		return new Desk() {

			private boolean acted;

			@Override
			public void progress(final double fraction, final String what) {
				if (acted || !what.contains("step 2")) return;
				acted = true;
				act.accept(art);
			}
		};
	}
}
