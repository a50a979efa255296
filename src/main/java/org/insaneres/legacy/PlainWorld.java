/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.insaneres.command.ActionCommand;

/** ImageJ by itself: no SciJava context, a dialog made from the keys. */
final class PlainWorld implements World {

	@Override
	public boolean ask(final ActionCommand command, final String title, final List<Key> keys) {
		return new PlainDialog(command, title, keys).ask();
	}

	@Override
	public WorkDesk desk(final String title) {
		return new StatusDesk(title);
	}

	@Override
	public void log(final String title, final Throwable failure) {
		final StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace, true));
		IJ.log(title + "\n" + trace);
	}
}
