/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.util.Arrays;
import java.util.Random;

import org.insaneres.job.Desk;
import org.insaneres.job.ImageToImage;
import org.insaneres.job.ImageToImageSettings;
import org.insaneres.job.Upscale;
import org.insaneres.job.UpscaleSettings;

/** What is timed, with the built-in model: always the same picture and settings. */
final class Actions {

	/** A1111's rule runs so many steps of 20 at strength 0.3. */
	static final int STEPS = 7;
	static final int TILE = 512;
	private static final int OVERLAP = 64;

	private static int pictures;

	private Actions() {}

	/** Another one at every call, so that nothing known of the last one helps. */
	static ImagePlus picture(final int side) {
		final int[] pixels = new Random(pictures++).ints(side * side, 0, 1 << 24).toArray();
		return new ImagePlus("a", new ColorProcessor(side, side, pixels));
	}

	/** Paints a picture anew; the network sees it once per step. */
	static void imageToImage(final ImagePlus picture, final double lock, final Desk desk) {
		imageToImage("", picture, lock, desk);
	}

	static void imageToImage(final String model, final ImagePlus picture, final double lock,
		final Desk desk) {
		ImageToImage.run(picture,
			new ImageToImageSettings(model, 0.3, 20, 1, "DPM++ 2M", "Automatic", 1,
				"New image", "Position", "A1111", "A1111", 1, -1, 0, -1, "", 0, 1, "", "", "", 0, lock,
				"Image",
				16, -1,
				"Original", false, 1, false, "", "", "painting, sharp", ""),
			desk);
	}

	/** Enlarges a picture of 384 x 384 twice, by four tiles. */
	static void upscale(final ImagePlus picture, final double lock, final Desk desk) {
		upscale("", picture, lock, desk);
	}

	static void upscale(final String model, final ImagePlus picture, final double lock,
		final Desk desk) {
		Upscale.run(picture, new UpscaleSettings(model, 0.3, 20, 1, "DPM++ 2M", "Automatic", 1,
			"New image", "Position", "A1111", "A1111", 1, -1, 0, 0, "", 0, 1, "", "", "", 2, "Lanczos",
			TILE,
			OVERLAP,
			"Fused", lock, false, "Image", false, false, "", 0, false, "", "", "", "painting, sharp", ""),
			desk);
	}

	/** Looks at previews, and notes when the result first changed after the network had been run. */
	static final class Looking implements Desk {

		private final long start = System.nanoTime();
		private ImagePlus shown;
		private int[] before;
		private double first = Double.NaN;

		@Override
		public boolean previews() {
			return true;
		}

		@Override
		public void show(final ImagePlus result) {
			shown = result;
		}

		/** Comes after every step, so that a preview is seen when the next step has been taken. */
		@Override
		public void progress(final double fraction, final String what) {
			if (shown == null || !Double.isNaN(first) || !what.contains("tep ")) return;
			final int[] now = ((int[]) shown.getProcessor().getPixels()).clone();
			if (before == null) before = now;
			else if (!Arrays.equals(before, now)) first = (System.nanoTime() - start) * 1e-9;
		}

		/** Seconds from the making of this desk to the first preview, NaN if there was none. */
		double seconds() {
			return first;
		}
	}
}
