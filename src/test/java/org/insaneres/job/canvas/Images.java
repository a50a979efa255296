/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.image.IndexColorModel;
import java.util.Random;

/** Random images of every type, with display ranges that cut off some of the numbers. */
public enum Images {

	RGB {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final int[] values = random.ints((long) width * height).toArray();
			return new ColorProcessor(width, height, values);
		}
	},
	GREY8 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final byte[] values = new byte[width * height];
			random.nextBytes(values);
			return new ByteProcessor(width, height, values);
		}
	},
	STRETCHED8 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final ImageProcessor pixels = GREY8.pixels(width, height, random);
			pixels.setMinAndMax(40, 41 + random.nextInt(200));
			return pixels;
		}
	},
	INVERTED8 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final ImageProcessor pixels = GREY8.pixels(width, height, random);
			pixels.invertLut();
			return pixels;
		}
	},
	COLOUR8 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final ImageProcessor pixels = GREY8.pixels(width, height, random);
			pixels.setLut(colours(random));
			return pixels;
		}
	},
	GREY16 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final short[] values = new short[width * height];
			for (int i = 0; i < values.length; i++) {
				values[i] = (short) random.nextInt();
			}
			final ImageProcessor pixels = new ShortProcessor(width, height, values, null);
			pixels.setMinAndMax(1000, 1001 + random.nextInt(60000));
			return pixels;
		}
	},
	INVERTED16 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final ImageProcessor pixels = GREY16.pixels(width, height, random);
			pixels.invertLut();
			return pixels;
		}
	},
	COLOUR16 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final ImageProcessor pixels = GREY16.pixels(width, height, random);
			final double min = pixels.getMin();
			final double max = pixels.getMax();
			pixels.setLut(colours(random));
			pixels.setMinAndMax(min, max);
			return pixels;
		}
	},
	GREY32 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final float[] values = new float[width * height];
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) (random.nextGaussian() * 1e-3 + 7);
			}
			final ImageProcessor pixels = new FloatProcessor(width, height, values);
			pixels.setMinAndMax(6.999, 7.0005);
			return pixels;
		}
	},
	WILD32 {

		@Override
		public ImageProcessor pixels(final int width, final int height, final Random random) {
			final float[] values = new float[width * height];
			for (int i = 0; i < values.length; i++) {
				values[i] = Float.intBitsToFloat(random.nextInt());
			}
			final ImageProcessor pixels = new FloatProcessor(width, height, values);
			pixels.setMinAndMax(0, 1);
			return pixels;
		}
	};

	public abstract ImageProcessor pixels(int width, int height, Random random);

	public ImagePlus image(final int width, final int height, final Random random) {
		return new ImagePlus("picture.tif", pixels(width, height, random));
	}

	/** Three slices, the second on display. */
	public ImagePlus stack(final int width, final int height, final Random random) {
		final ImageProcessor first = pixels(width, height, random);
		final ImageStack stack = new ImageStack();
		stack.addSlice("one", first);
		stack.addSlice("two", pixels(width, height, random));
		stack.addSlice("three", pixels(width, height, random));
		final ImagePlus imp = new ImagePlus("stack.tif", stack);
		imp.setSlice(2);
		return imp;
	}

	/** Two channels of 16 bits, two slices, two frames, as composite. */
	public static CompositeImage composite(final Random random) {
		final ImageStack stack = new ImageStack();
		for (int i = 0; i < 8; i++) {
			stack.addSlice(GREY16.pixels(11, 7, random));
		}
		final ImagePlus imp = new ImagePlus("composite.tif", stack);
		imp.setDimensions(2, 2, 2);
		final CompositeImage composite = new CompositeImage(imp, CompositeImage.COMPOSITE);
		composite.setOpenAsHyperStack(true);
		composite.setC(1);
		composite.setDisplayRange(500, 50000);
		composite.updateImage();
		composite.setC(2);
		composite.setDisplayRange(0, 30000);
		composite.updateImage();
		return composite;
	}

	/** A copy of the pixel array, floats as their bits. */
	static Object bits(final ImageProcessor pixels) {
		final Object array = pixels.getPixels();
		if (array instanceof float[] values) {
			final int[] bits = new int[values.length];
			for (int i = 0; i < bits.length; i++) {
				bits[i] = Float.floatToRawIntBits(values[i]);
			}
			return bits;
		}
		return pixels.getPixelsCopy();
	}

	private static LUT colours(final Random random) {
		final byte[][] rgb = new byte[3][256];
		for (final byte[] channel : rgb) {
			random.nextBytes(channel);
		}
		return new LUT(new IndexColorModel(8, 256, rgb[0], rgb[1], rgb[2]), 0, 0);
	}
}
