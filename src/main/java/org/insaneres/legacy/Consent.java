/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.gui.GenericDialog;

/** Asks whether the user accepts something that is too long for a message, such as a licence. */
final class Consent {

	private static final int ROWS = 16;
	private static final int COLUMNS = 72;

	private Consent() {}

	static boolean ask(final String title, final String text) {
		final GenericDialog dialog = new GenericDialog(title);
		dialog.addTextAreas(text, null, ROWS, COLUMNS);
		dialog.setOKLabel("Accept");
		dialog.showDialog();
		return !dialog.wasCanceled();
	}
}
