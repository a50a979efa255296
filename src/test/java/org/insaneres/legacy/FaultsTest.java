/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.insaneres.job.Desk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fails at whatever moment, everything is as it was before, and one sentence says why. */
class FaultsTest {

	private static final String SMALL = "steps=6 strength=0.9 seed=3 ";
	private static final String TILES = SMALL + "scale=3 tile=64 overlap=16 ";

	@TempDir
	Path folder;

	private ImagePlus art;
	private Footprint before;

	/** What goes wrong in the middle of the work. */
	private enum Fault {
		ESC(CancellationException.class, Faulty::cancel),
		INTERRUPT(CancellationException.class, desk -> Thread.currentThread().interrupt()),
		MEMORY(OutOfMemoryError.class, desk -> {
			throw new OutOfMemoryError("for a test");
		}),
		BUG(ArithmeticException.class, desk -> {
			throw new ArithmeticException("for a test");
		}),
		LINKAGE(NoClassDefFoundError.class, desk -> {
			throw new NoClassDefFoundError("for/a/Test");
		});

		private final Class<? extends Throwable> failure;
		private final Consumer<Faulty> act;

		Fault(final Class<? extends Throwable> failure, final Consumer<Faulty> act) {
			this.failure = failure;
			this.act = act;
		}
	}

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
		new Action("ImageToImage", picture(), SMALL + "output=[New image]").run(Desk.NONE);
		IJ.run("Close All");
	}

	@BeforeEach
	void prepare() throws IOException {
		System.setProperty("insaneres.journals", folder.toString());
		art = picture();
		art.setRoi(new Roi(4, 4, 12, 10));
		art.show();
		WindowManager.setTempCurrentImage(art);
		before = Footprint.of(art, List.of(folder));
	}

	@AfterEach
	void clean() {
		System.clearProperty("insaneres.journals");
		Thread.interrupted();
		IJ.run("Close All");
		WindowManager.setTempCurrentImage(null);
	}

	private static ImagePlus picture() {
		return IJ.createImage("art", "RGB ramp", 40, 30, 1);
	}

	static Stream<Arguments> everywhere() {
		return Stream.of(Fault.values()).flatMap(fault -> Stream.of("[New image]", "[In place]",
			"Layer").map(output -> Arguments.of(fault, output)));
	}

	/** The moment goes from the first sign of life on until the action is done before it. */
	@ParameterizedTest
	@MethodSource("everywhere")
	void atAnyMomentOfImageToImage(final Fault fault, final String output) throws Exception {
		int moment = 0;
		while (fails(fault, moment, "ImageToImage", SMALL + "output=" + output)) moment++;
		assertTrue(moment > 4, "only " + moment + " moments");
	}

	@ParameterizedTest
	@EnumSource
	void atSomeMomentsOfAnUpscale(final Fault fault) throws Exception {
		art.deleteRoi();
		before = Footprint.of(art, List.of(folder));
		for (final String fusion : List.of("Fused", "[SD upscale]", "Krita")) {
			for (final int moment : List.of(0, 3, 6)) {
				assertTrue(fails(fault, moment, "Upscale", TILES + "fusion=" + fusion),
					fault + " at " + moment + " of " + fusion);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void atSomeMomentsOfAnExploration(final Fault fault) throws Exception {
		for (final int moment : List.of(0, 5)) {
			assertTrue(fails(fault, moment, "Explore", SMALL + "across=[strength 0.4,0.8]"));
		}
	}

	/** Whether the action fails, as it must; false if it was done before the moment came. */
	private boolean fails(final Fault fault, final int moment, final String action,
		final String options) throws Exception {
		final Faulty desk = new Faulty(fault, moment);
		final String what = fault + " at " + moment + " of " + action + " " + options;
		try {
			new Action(action, art, options).run(desk);
		} catch (final Throwable failure) {
			if (fault == Fault.ESC || fault == Fault.INTERRUPT) {
				assertTrue(Failure.isStop(failure), what + ": " + failure);
				assertEquals(fault == Fault.INTERRUPT, Thread.interrupted(), what);
			} else {
				assertTrue(said(fault, failure), what + ": " + failure);
				assertSentence(Failure.sentence(failure));
			}
			before.assertSame(what, art, List.of(folder));
			return true;
		}
		Thread.interrupted();
		return false;
	}

	/** Where memory is short, a refusal may stand for the error. */
	private static boolean said(final Fault fault, final Throwable failure) {
		return fault.failure.isInstance(failure)
			|| fault == Fault.MEMORY && failure.getMessage().contains("memory");
	}

	private static void assertSentence(final String sentence) {
		assertTrue(sentence.endsWith(".") && !sentence.contains("\n") && sentence.length() > 20,
			sentence);
	}

	@Test
	void twoActionsAtOnceOnTwoImages() throws Exception {
		final ImagePlus other = picture();
		other.setTitle("other");
		final int[] alone = pixels(new Action("ImageToImage", art, SMALL + "output=[New image]")
			.run(Desk.NONE));
		final ImagePlus[] result = new ImagePlus[1];
		final Action second = new Action("ImageToImage", other, SMALL + "output=[New image]");
		final Action first = new Action("ImageToImage", art, SMALL + "output=[New image]");
		before = Footprint.of(art, List.of(folder));
		final Thread thread = new Thread(() -> result[0] = second.run(Desk.NONE));
		thread.start();
		final int[] together = pixels(first.run(Desk.NONE));
		thread.join();
		assertArrayEquals(alone, together);
		assertNotNull(result[0]);
		before.assertSame("two at once", art, List.of(folder));
	}

	@Test
	void oneOfTwoActionsAtOnceOnOneImageFails() throws Exception {
		final Action failing = new Action("ImageToImage", art, SMALL + "output=[In place]");
		final Action working = new Action("ImageToImage", art, SMALL + "output=[New image]");
		final ImagePlus[] result = new ImagePlus[1];
		final Thread thread = new Thread(() -> result[0] = working.run(Desk.NONE));
		assertThrows(ArithmeticException.class, () -> failing.run(new Faulty(Fault.BUG, 2) {

			@Override
			public void progress(final double fraction, final String what) {
				if (thread.getState() == Thread.State.NEW) thread.start();
				super.progress(fraction, what);
			}
		}));
		thread.join();
		assertNotNull(result[0]);
		before.assertSame("one of two", art, List.of(folder));
	}

	private static int[] pixels(final ImagePlus image) {
		return (int[]) image.getProcessor().getPixels();
	}

	/** Something goes wrong when it is told of the progress for a certain time. */
	private static class Faulty implements Desk {

		private final Fault fault;
		private final int moment;
		private int told;
		private volatile boolean canceled;

		Faulty(final Fault fault, final int moment) {
			this.fault = fault;
			this.moment = moment;
		}

		void cancel() {
			canceled = true;
		}

		@Override
		public void progress(final double fraction, final String what) {
			if (told++ == moment) fault.act.accept(this);
		}

		@Override
		public boolean canceled() {
			return canceled;
		}

		@Override
		public boolean previews() {
			return true;
		}
	}
}
