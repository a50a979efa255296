/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.WindowManager;
import ij.text.TextWindow;

import org.insaneres.job.Table;

/** Shows tables in ImageJ's text windows, from which rows can be copied and saved. */
final class TableWindow {

	private static final int WIDTH = 900;
	private static final int HEIGHT = 420;
	private static final int FRAME = 110;
	private static final int ROW = 20;

	private TableWindow() {}

	/** Shows a table instead of an earlier one of the same title. */
	static void show(final Table table) {
		if (WindowManager.getWindow(table.title()) instanceof TextWindow earlier) earlier.close(false);
		final StringBuilder text = new StringBuilder();
		for (final var row : table.rows()) text.append(String.join("\t", row)).append('\n');
		new TextWindow(table.title(), String.join("\t", table.columns()), text.toString(), WIDTH,
			Math.min(HEIGHT, FRAME + ROW * table.rows().size()));
	}
}
