/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

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

	private Actions() {}

	static ImagePlus picture(final int side) {
		final int[] pixels = new Random(1).ints(side * side, 0, 1 << 24).toArray();
		return new ImagePlus("a", new ColorProcessor(side, side, pixels));
	}

	/** Paints a picture anew; the network sees it once per step. */
	static void imageToImage(final ImagePlus picture, final double lock, final Desk desk) {
		ImageToImage.run(picture, new ImageToImageSettings("", 0.3, 20, 1, "DPM++ 2M", "Automatic", 1,
			"New image", "Position", "A1111", "A1111", 1, -1, 0, -1, "", 0, "", 0, lock, "Image", 16, -1,
			"Original", false, 1, false, "", "", "painting, sharp", ""), desk);
	}

	/** Enlarges a picture of 384 x 384 twice, by four tiles. */
	static void upscale(final ImagePlus picture, final double lock, final Desk desk) {
		Upscale.run(picture, new UpscaleSettings("", 0.3, 20, 1, "DPM++ 2M", "Automatic", 1,
			"New image", "Position", "A1111", "A1111", 1, -1, 0, 0, "", 0, "", 2, "Lanczos", TILE,
			OVERLAP,
			"Fused", lock, false, "Image", false, false, "", 0, false, "", "", "", "painting, sharp", ""),
			desk);
	}

	/** Looks at previews, and notes when the first came that was made by the network. */
	static final class Looking implements Desk {

		private final long start = System.nanoTime();
		private final AtomicLong first = new AtomicLong();
		private boolean stepped;

		@Override
		public boolean previews() {
			return true;
		}

		@Override
		public void progress(final double fraction, final String what) {
			stepped |= what.toLowerCase(Locale.ROOT).contains("step");
		}

		@Override
		public void preview(final RandomAccessibleInterval<FloatType> block) {
			if (stepped) first.compareAndSet(0, System.nanoTime());
		}

		/** Seconds from the making of this desk to the first preview. */
		double seconds() {
			return (first.get() - start) * 1e-9;
		}
	}
}
