/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.ImagePlus;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.insaneres.job.Table;

/** The desk of a window with a line of its own for what goes on, and a button to stop it. */
final class WindowDesk implements WorkDesk {

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
	public void progress(final double fraction, final String what) {
		desk.progress(fraction, what);
		line.accept(what);
	}

	@Override
	public void note(final String text) {
		desk.note(text);
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
	public void show(final Table table) {
		desk.show(table);
	}

	@Override
	public boolean agrees(final String title, final String text) {
		return desk.agrees(title, text);
	}

	@Override
	public void show(final ImagePlus result) {
		desk.show(result);
	}

	@Override
	public void discard(final ImagePlus result) {
		desk.discard(result);
	}

	@Override
	public boolean keeps(final ImagePlus unfinished) {
		return desk.keeps(unfinished);
	}

	@Override
	public void close() {
		line.accept(said);
		desk.close();
	}
}
