/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What it costs to show pictures in the making: image-to-image of 512 x 512 pixels and upscaling to
 * 1024 x 1024, with previews and without, by turns in one process. The ratio of the medians is what
 * counts; with a display, pictures are in windows.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.insaneres.job.PreviewBenchmark
 * </pre>
 */
public final class PreviewBenchmark {

	private static final int SIDE = 512;
	private static final int ROUNDS = 9;

	/** The first round loads the model; the others let Java compile. */
	private static final int WARM_UP = 2;

	private PreviewBenchmark() {}

	/** @param args name of a model, the default one if absent */
	public static void main(final String... args) {
		final String model = args.length > 0 ? args[0] : "";
		final ImageToImageSettings repaint = new ImageToImageSettings(model, 0.5, 20, 1, "DPM++ 2M",
			"Automatic", 1, "New image", "Position", "A1111", "A1111", 1, -1, 0, -1, "", 0, 1, "", "", "",
			0,
			0,
			"Image", 16, -1, "Original", false, 1, false, "", "", "painting, sharp", "");
		measure("image-to-image", desk -> ImageToImage.run(image(), repaint, desk));
		for (final String fusion : new String[]{"Fused", "SD upscale", "Krita"}) {
			final UpscaleSettings upscale = new UpscaleSettings(model, 0.3, 20, 1, "DPM++ 2M",
				"Automatic", 1, "New image", "Position", "A1111", "A1111", 1, -1, 0, -1, "", 0, 1, "", "",
				"",
				2,
				"Lanczos", 512, 64, fusion, 1, false, "Image", false, false, "", 0, false, "", "", "",
				"painting, sharp", "");
			measure("upscale, " + fusion, desk -> Upscale.run(image(), upscale, desk));
		}
		System.exit(0);
	}

	private static ImagePlus image() {
		final int[] pixels = new Random(1).ints(SIDE * SIDE, 0, 1 << 24).toArray();
		return new ImagePlus("a", new ColorProcessor(SIDE, SIDE, pixels));
	}

	private static void measure(final String what, final Consumer<Desk> work) {
		final double[] with = new double[ROUNDS];
		final double[] without = new double[ROUNDS];
		for (int i = -WARM_UP; i < ROUNDS; i++) {
			final double a = seconds(work, new Watched());
			final double b = seconds(work, Desk.NONE);
			if (i < 0) continue;
			with[i] = a;
			without[i] = b;
		}
		Arrays.sort(with);
		Arrays.sort(without);
		System.out.printf("%s: with previews %.3f s, without %.3f s, ratio %.3f%n", what,
			with[ROUNDS / 2], without[ROUNDS / 2], with[ROUNDS / 2] / without[ROUNDS / 2]);
	}

	private static double seconds(final Consumer<Desk> work, final Desk desk) {
		final long start = System.nanoTime();
		work.accept(desk);
		final double seconds = (System.nanoTime() - start) * 1e-9;
		if (desk instanceof Watched watched) watched.close();
		return seconds;
	}

	/** Somebody looks. */
	private static final class Watched implements Desk {

		private ImagePlus shown;

		@Override
		public boolean previews() {
			return true;
		}

		@Override
		public void show(final ImagePlus result) {
			shown = result;
			if (!GraphicsEnvironment.isHeadless()) result.show();
		}

		void close() {
			shown.changes = false;
			shown.close();
		}
	}
}
