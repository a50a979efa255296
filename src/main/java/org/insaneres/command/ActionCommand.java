/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.job.Desk;
import org.scijava.command.Command;

/**
 * One entry of the menu. Its parameters are the macro keys; dialogs and the macro reader are made
 * from them, so a subclass only declares them and moves them into a job.
 * <p>
 * The result is fetched with {@link #result()} and shown by who runs the command: an OUTPUT
 * parameter would be registered on SciJava's thread, where macros do not see it.
 */
public abstract class ActionCommand implements Command {

	private Desk desk = Desk.NONE;
	private ImagePlus result;

	/** Where progress goes and the wish to cancel comes from, before {@link #run()}. */
	public final void setDesk(final Desk desk) {
		this.desk = desk;
	}

	/** The new picture of the last run, or null if there is none. */
	public final ImagePlus result() {
		return result;
	}

	/** All new pictures of the last run; the last of them becomes the current one. */
	public List<ImagePlus> results() {
		return result == null ? List.of() : List.of(result);
	}

	/**
	 * Sets what depends on the picture, before values are read or asked for.
	 *
	 * @param image the picture to work on, null for a command without one
	 */
	public void prepare(final ImagePlus image) {}

	/**
	 * Sets what a line of a macro leaves out and the command knows better than by its default.
	 *
	 * @param given the keys of the line, whose values are set already
	 */
	public void complete(final Set<String> given) {}

	/** Names a dialog offers for a key because they are installed; others may be typed in macros. */
	public List<String> installed(final String key) {
		return List.of();
	}

	/** Whether a dialog has a field for a key, for those that are of no use without further files. */
	public boolean shows(final String key) {
		return true;
	}

	/**
	 * Values that go well with a choice, by key, for a dialog to fill in.
	 *
	 * @param key of the choice
	 * @param value chosen
	 * @return empty if there is nothing to say
	 */
	public Map<String, Object> suiting(final String key, final String value) {
		return Map.of();
	}

	/**
	 * What the values amount to, in a few words for a dialog; empty if there is nothing to say.
	 *
	 * @throws org.insaneres.Refusal if they do not go together
	 */
	public String forecast() {
		return "";
	}

	/** Begins what takes long, in the background, while a dialog asks for the values. */
	public void expect() {}

	/** Decides what is left to chance, so that the parameters say what is done. */
	public void decide() {}

	@Override
	public void run() {
		decide();
		result = work(desk);
	}

	/** Does the work. The new picture, or null if there is none. */
	protected abstract ImagePlus work(Desk desk);
}
