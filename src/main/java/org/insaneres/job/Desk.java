/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import org.insaneres.Monitor;

/** A {@link Monitor} that can also show a picture while it is being made. */
public interface Desk extends Monitor {

	/** Nobody looks. */
	Desk NONE = new Desk() {
	};

	/**
	 * Shows the result in the making, where there are windows; the job goes on writing into it and
	 * calls {@link ImagePlus#updateAndDraw()}.
	 */
	default void show(final ImagePlus result) {}

	/**
	 * Asks for consent. Who runs a macro has given it by writing the line; there the text goes to the
	 * log.
	 *
	 * @param title a few words
	 * @param text what to consent to, with line breaks
	 */
	default boolean agrees(final String title, final String text) {
		text.lines().forEach(this::note);
		return true;
	}

	/** Takes a picture given to {@link #show} away again: the job was canceled or failed. */
	default void discard(final ImagePlus result) {}

	/**
	 * Asks, when the user has stopped the work, whether what is there so far is to be kept.
	 *
	 * @param unfinished a picture given to {@link #show}
	 */
	default boolean keeps(final ImagePlus unfinished) {
		return false;
	}
}
