/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import org.insaneres.ForwardingMonitor;
import org.insaneres.Monitor;

/** A desk in front of another one, which does all that is not overridden. */
public interface ForwardingDesk extends Desk, ForwardingMonitor {

	/** The one behind. */
	Desk desk();

	@Override
	default Monitor monitor() {
		return desk();
	}

	@Override
	default void show(final ImagePlus result) {
		desk().show(result);
	}

	@Override
	default void show(final Table table) {
		desk().show(table);
	}

	@Override
	default void say(final String sentence) {
		desk().say(sentence);
	}

	@Override
	default boolean agrees(final String title, final String text) {
		return desk().agrees(title, text);
	}

	@Override
	default void discard(final ImagePlus result) {
		desk().discard(result);
	}

	@Override
	default boolean keeps(final ImagePlus unfinished) {
		return desk().keeps(unfinished);
	}
}
