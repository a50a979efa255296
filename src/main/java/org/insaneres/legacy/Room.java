/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.Prefs;

import java.awt.Toolkit;

/** How much a dialog may show at once. */
final class Room {

	private static final int LINE = 16;
	private static final int ENOUGH = 40;

	private Room() {}

	/** Whether the screen holds few lines of text, as with a large scale of ImageJ's windows. */
	static boolean isScarce() {
		final int height = Toolkit.getDefaultToolkit().getScreenSize().height;
		return height / (LINE * Prefs.getGuiScale()) < ENOUGH;
	}
}
