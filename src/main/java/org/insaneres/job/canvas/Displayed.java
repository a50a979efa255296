/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;

import java.awt.Color;

/**
 * The pixels of any plane of an image, with the display range and lookup table they are seen with.
 */
public final class Displayed {

	private Displayed() {}

	/**
	 * @param slice 1 to the size of the stack
	 * @return the pixels themselves; where {@link #composite}, a copy in colours
	 */
	static ImageProcessor pixels(final ImagePlus imp, final int slice) {
		if (imp.isComposite()) {
			imp.updateImage(); // brings the display range of the current channel up to date
		}
		if (composite(imp)) return colours((CompositeImage) imp, slice);
		if (slice == imp.getCurrentSlice()) return imp.getProcessor();
		final ImageProcessor pixels = imp.getStack().getProcessor(slice);
		if (pixels instanceof ColorProcessor) return pixels;
		if (imp.isComposite()) {
			final int channel = imp.convertIndexToPosition(slice)[0];
			final LUT lut = ((CompositeImage) imp).getChannelLut(channel);
			final boolean colour = imp.getDisplayMode() == IJ.COLOR;
			return with(pixels, colour ? lut : grey(), lut.min, lut.max);
		}
		final ImageProcessor displayed = imp.getProcessor();
		return with(pixels, displayed.getLut(), displayed.getMin(), displayed.getMax());
	}

	/** Whether several channels are seen as one colour picture. */
	static boolean composite(final ImagePlus imp) {
		return imp.isComposite() && imp.getBitDepth() != 24 && imp.getNChannels() > 1 &&
			imp.getDisplayMode() == IJ.COMPOSITE;
	}

	private static LUT grey() {
		return LUT.createLutFromColor(Color.white);
	}

	private static ImageProcessor with(final ImageProcessor pixels, final LUT lut,
		final double min, final double max) {
		pixels.setColorModel(lut.getColorModel());
		pixels.setMinAndMax(min, max);
		return pixels;
	}

	private static ImageProcessor colours(final CompositeImage imp, final int slice) {
		final int[] at = imp.convertIndexToPosition(slice);
		if (at[1] == imp.getSlice() && at[2] == imp.getFrame()) {
			return new ColorProcessor(imp.getImage());
		}
		final ImageStack channels = new ImageStack(imp.getWidth(), imp.getHeight());
		for (int c = 1; c <= imp.getNChannels(); c++) {
			channels.addSlice(imp.getStack().getProcessor(imp.getStackIndex(c, at[1], at[2])));
		}
		final ImagePlus copy = new ImagePlus(imp.getTitle(), channels);
		copy.setDimensions(imp.getNChannels(), 1, 1);
		final CompositeImage view = new CompositeImage(copy, CompositeImage.COMPOSITE);
		view.copyLuts(imp);
		view.setProp("CompositeProjection", imp.getProp("CompositeProjection"));
		return new ColorProcessor(view.getImage());
	}
}
