/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;

import org.insaneres.picture.Colour;

/**
 * How pixels are shown as colours, and which pixels show a colour best. Colours are red, green and
 * blue, 0 to 1 as displayed.
 */
public sealed interface Tones {

	/** Reads how a pixel is shown. */
	void get(ImageProcessor pixels, int i, float[] rgb);

	/** Sets a pixel to what comes nearest to a colour. */
	void set(ImageProcessor pixels, int i, float[] rgb);

	/** Whether only greys can be shown. */
	boolean grey();

	/** How these pixels are shown, by their type, display range and lookup table. */
	static Tones of(final ImageProcessor pixels) {
		if (pixels instanceof ColorProcessor) return new Rgb();
		final Scale scale = Scale.of(pixels);
		final LUT lut = pixels.getLut();
		final int[] entries = new int[256];
		for (int i = 0; i < entries.length; i++) {
			entries[i] = lut == null ? i * 0x010101 : lut.getRGB(i) & 0xffffff;
		}
		if (ramp(entries, 0, 1)) return new Grey(scale, false);
		if (ramp(entries, 255, -1)) return new Grey(scale, true);
		return new Palette(scale, entries);
	}

	private static boolean ramp(final int[] entries, final int first, final int step) {
		for (int i = 0; i < entries.length; i++) {
			if (entries[i] != (first + i * step) * 0x010101) return false;
		}
		return true;
	}

	/** Three bytes per pixel. */
	record Rgb() implements Tones {

		@Override
		public void get(final ImageProcessor pixels, final int i, final float[] rgb) {
			final int value = pixels.get(i);
			rgb[0] = (value >> 16 & 255) / 255f;
			rgb[1] = (value >> 8 & 255) / 255f;
			rgb[2] = (value & 255) / 255f;
		}

		@Override
		public void set(final ImageProcessor pixels, final int i, final float[] rgb) {
			final int unused = pixels.get(i) & 0xff000000;
			pixels.set(i, unused | bits(rgb[0]) << 16 | bits(rgb[1]) << 8 | bits(rgb[2]));
		}

		@Override
		public boolean grey() {
			return false;
		}

		/** 0 to 1 as a byte, rounded and clipped. */
		public static int bits(final float value) {
			return (int) (Math.min(Math.max(value, 0), 1) * 255 + 0.5);
		}
	}

	/**
	 * One number per pixel, shown from black to white or, inverted, from white to black.
	 *
	 * @param scale the display range
	 * @param inverted whether the minimum is shown white
	 */
	record Grey(Scale scale, boolean inverted) implements Tones {

		@Override
		public void get(final ImageProcessor pixels, final int i, final float[] rgb) {
			final double unit = scale.get(pixels, i);
			final float shown = (float) (inverted ? 1 - unit : unit);
			rgb[0] = shown;
			rgb[1] = shown;
			rgb[2] = shown;
		}

		@Override
		public void set(final ImageProcessor pixels, final int i, final float[] rgb) {
			final double shown = Colour.luma(rgb[0], rgb[1], rgb[2]);
			scale.set(pixels, i, inverted ? 1 - shown : shown);
		}

		@Override
		public boolean grey() {
			return true;
		}
	}

	/**
	 * One number per pixel, shown through a lookup table.
	 *
	 * @param scale the display range that the table is spread over
	 * @param entries 256 colours, 0xRRGGBB
	 */
	record Palette(Scale scale, int[] entries) implements Tones {

		@Override
		public void get(final ImageProcessor pixels, final int i, final float[] rgb) {
			final double place = Math.min(Math.max(scale.get(pixels, i), 0), 1) * 255;
			final int entry = Math.min((int) place, 254);
			final double part = place - entry;
			for (int k = 0; k < 3; k++) {
				final double from = channel(entry, k);
				rgb[k] = (float) ((from + part * (channel(entry + 1, k) - from)) / 255);
			}
		}

		@Override
		public void set(final ImageProcessor pixels, final int i, final float[] rgb) {
			int nearest = 0;
			double least = Double.POSITIVE_INFINITY;
			for (int entry = 0; entry < entries.length; entry++) {
				double distance = 0;
				for (int k = 0; k < 3; k++) {
					final double difference = 255 * rgb[k] - channel(entry, k);
					distance += difference * difference;
				}
				if (distance < least) {
					least = distance;
					nearest = entry;
				}
			}
			scale.set(pixels, i, nearest / 255.0);
		}

		@Override
		public boolean grey() {
			for (int entry = 0; entry < entries.length; entry++) {
				if (entries[entry] != channel(entry, 2) * 0x010101) return false;
			}
			return true;
		}

		private int channel(final int entry, final int k) {
			return entries[entry] >> 16 - 8 * k & 255;
		}
	}
}
