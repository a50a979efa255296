/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;

import java.util.List;

import org.insaneres.command.ActionCommand;

/** What differs between plain ImageJ and Fiji. */
interface World {

	/** The world this program runs in. */
	static World here() {
		return isFiji() ? FijiWorld.get() : new PlainWorld();
	}

	private static boolean isFiji() {
		try {
			// The name says it; asking for a SciJava context would create one in plain ImageJ
			Class.forName("net.imagej.legacy.LegacyService", false, IJ.getClassLoader());
			return true;
		} catch (final ClassNotFoundException | LinkageError e) {
			return false;
		}
	}

	/**
	 * Asks for the values of some keys of a command, beginning with those it has.
	 *
	 * @return whether to go on; if not, the user has canceled
	 */
	boolean ask(ActionCommand command, String title, List<Key> keys);

	/** Where a job reports to. */
	WorkDesk desk(String title);

	/** Keeps the trace of something unexpected in the log. */
	void log(String title, Throwable failure);
}
