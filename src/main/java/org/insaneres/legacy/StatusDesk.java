/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;

import net.imglib2.Interval;

import org.insaneres.job.Table;
import org.insaneres.job.shelf.Preferences;

/** Reports to ImageJ's status bar and listens to its Esc key. */
final class StatusDesk implements WorkDesk {

	private static final long PAUSE = 100_000_000;

	private final String title;
	private final long start = System.nanoTime();
	private final EarlyKeys keys = new EarlyKeys();
	private long last = start - PAUSE;

	/** @param title what the work is called in front of the user */
	StatusDesk(final String title) {
		this.title = title;
	}

	@Override
	public synchronized void progress(final double fraction, final String what) {
		final long now = System.nanoTime();
		if (now - last < PAUSE) return;
		last = now;
		IJ.showStatus(title + ": " + what + TimeLeft.say((now - start) * 1e-9, fraction) +
			keys.hint());
		IJ.showProgress(fraction);
	}

	/** In a window system the log would pop up for every word, so only warnings go there. */
	@Override
	public void note(final String line) {
		final boolean quiet = !GraphicsEnvironment.isHeadless() && !IJ.debugMode;
		if (quiet && !line.startsWith("Warning")) IJ.showStatus(line);
		else IJ.log(line);
	}

	@Override
	public boolean canceled() {
		return IJ.escapePressed();
	}

	@Override
	public boolean spares(final Interval tile, final int times) {
		return keys.spares(tile);
	}

	@Override
	public boolean accepts(final Interval piece, final int steps) {
		return keys.accepts();
	}

	@Override
	public boolean previews() {
		return isWatched() && Preferences.read().previews();
	}

	private static boolean isWatched() {
		return !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
	}

	@Override
	public void show(final ImagePlus result) {
		if (!previews()) return;
		result.show();
		keys.listen(result);
	}

	@Override
	public void show(final Table table) {
		if (GraphicsEnvironment.isHeadless()) table.lines().forEach(IJ::log);
		else TableWindow.show(table);
	}

	@Override
	public void say(final String sentence) {
		IJ.log(sentence);
	}

	@Override
	public boolean agrees(final String title, final String text) {
		if (!Errand.isMacro() && !GraphicsEnvironment.isHeadless()) return Consent.ask(title, text);
		text.lines().forEach(IJ::log);
		return true;
	}

	@Override
	public void discard(final ImagePlus result) {
		result.changes = false;
		result.close();
	}

	@Override
	public boolean keeps(final ImagePlus unfinished) {
		if (!previews() || Errand.isMacro()) return false;
		final GenericDialog question = new GenericDialog(title, unfinished.getWindow());
		question.addMessage("Stopped. Keep the picture as it is now?\n \n" +
			"What was not finished is left out, a plain enlargement or a preview.");
		question.setOKLabel("Keep it");
		question.setCancelLabel("Discard it");
		question.showDialog();
		return !question.wasCanceled();
	}

	@Override
	public void close() {
		keys.close();
		IJ.showProgress(1);
		IJ.showStatus("");
	}
}
