/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.insaneres.job.Desk;
import org.insaneres.job.ForwardingDesk;

/** The desk of a window with a line of its own for what goes on, and a button to stop it. */
final class WindowDesk implements WorkDesk, ForwardingDesk {

	private final WorkDesk desk;
	private final Consumer<String> line;
	private final BooleanSupplier stopped;
	private String said = "";

	/**
	 * @param desk for everything else
	 * @param line shows a text; an empty one ends that
	 */
	WindowDesk(final WorkDesk desk, final Consumer<String> line, final BooleanSupplier stopped) {
		this.desk = desk;
		this.line = line;
		this.stopped = stopped;
	}

	@Override
	public Desk desk() {
		return desk;
	}

	@Override
	public void progress(final double fraction, final String what) {
		desk.progress(fraction, what);
		line.accept(what);
	}

	@Override
	public boolean canceled() {
		return stopped.getAsBoolean() || desk.canceled();
	}

	@Override
	public void say(final String sentence) {
		said = sentence;
		line.accept(sentence);
	}

	@Override
	public void close() {
		line.accept(said);
		desk.close();
	}
}
