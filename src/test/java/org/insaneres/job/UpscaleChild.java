/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;
import ij.process.FloatProcessor;

import org.insaneres.upscale.Fingerprint;

/** One upscaling in a Java of its own, which a test may kill. */
public final class UpscaleChild {

	static final String PAINTING = "painting";
	static final String RESUMED = "resumed";
	static final String RESULT = "result ";

	private static final int WIDTH = 72;
	private static final int HEIGHT = 60;

	private UpscaleChild() {}

	/** @param args fusion, and a file to write if any */
	public static void main(final String... args) {
		final ImagePlus result = Upscale.run(source(),
			settings(args[0], args.length > 1 ? args[1] : ""),
			new Desk() {

				private boolean said;

				@Override
				public void progress(final double fraction, final String what) {
					if (!said && what.contains("step")) tell(PAINTING);
					said |= what.contains("step");
				}

				@Override
				public void note(final String line) {
					if (line.startsWith("Goes on")) tell(RESUMED);
				}
			});
		tell(RESULT + new Fingerprint().add((float[]) result.getProcessor().getPixels()).hex());
	}

	private static void tell(final String line) {
		System.out.println(line);
		System.out.flush();
	}

	static UpscaleSettings settings(final String fusion, final String file) {
		return new UpscaleSettings("", 0.5, 10, 1, "DPM++ 2M", "Automatic", 7, "New image",
			"Position", "A1111", "A1111", 1, -1, 0, 0, "", 0, 1, "", "", "", 3, "Lanczos", 64, 16, fusion,
			1,
			true,
			"Image", false,
			false, "", 0, false,
			"", file, "", "painting", "");
	}

	static ImagePlus source() {
		final float[] values = new float[WIDTH * HEIGHT];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (Math.sin(i % WIDTH / 5.0) * Math.cos(i / WIDTH / 3.0));
		}
		final ImagePlus image = new ImagePlus("a", new FloatProcessor(WIDTH, HEIGHT, values));
		image.setDisplayRange(-1, 1);
		return image;
	}
}
