/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;

import org.insaneres.Refusal;

/**
 * What an image was when a job took a plane of it, to notice that the result has no place in it any
 * more.
 *
 * @param imp the image
 * @param slice from 1
 * @param current whether that must stay the slice on display
 * @param width in pixels
 * @param height in pixels
 * @param depth bits per pixel
 * @param shown whether the image had a window
 */
public record Anchor(ImagePlus imp, int slice, boolean current, int width, int height, int depth,
	boolean shown) {

	/** @throws Refusal if there is no image */
	static Anchor of(final ImagePlus imp, final int slice, final boolean current) {
		if (imp == null || imp.getProcessor() == null) {
			throw new Refusal("There is no image to work on: open one first.");
		}
		return new Anchor(imp, slice, current, imp.getWidth(), imp.getHeight(), imp.getBitDepth(),
			imp.isVisible());
	}

	/** @throws Refusal if the image was closed, or changed its type, size or slice */
	void requireUnchanged() {
		if (imp.getProcessor() == null || shown && !imp.isVisible()) {
			throw refusal("was closed meanwhile, so the result has no place:" +
				" open it and run the command again.");
		}
		if (imp.getWidth() != width || imp.getHeight() != height || imp.getBitDepth() != depth ||
			imp.getStackSize() < slice) {
			throw refusal("changed its type or size meanwhile, so the result does not fit any more:" +
				" run the command again.");
		}
		if (current && imp.getCurrentSlice() != slice) {
			throw refusal("shows another slice than slice " + slice +
				", which the result was made for: go back to it and run the command again.");
		}
	}

	/** @throws Refusal if the pixels cannot be replaced, or as {@link #requireUnchanged} */
	void requireWritable() {
		requireUnchanged();
		if (Displayed.composite(imp)) {
			throw refusal("is a composite, whose channels cannot take a colour result:" +
				" choose output=[New image] or output=Layer.");
		}
		if (imp.getStack().isVirtual()) {
			throw refusal(
				"is a virtual stack, whose slices stay on disk, so that changes would be lost:" +
					" choose output=[New image].");
		}
		if (imp.isLockedByAnotherThread()) throw locked();
	}

	/** The image is in use. */
	Refusal locked() {
		return refusal("is in use by another command: wait until that is done and run this one again.");
	}

	private Refusal refusal(final String rest) {
		return new Refusal("The image \"" + imp.getTitle() + "\" " + rest);
	}
}
