/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.plugin.PlugIn;

/**
 * What the lines of plugins.config point at, in plain ImageJ and in Fiji. Its argument is the name
 * of a command without the word Command, such as {@code Upscale}.
 */
public class InsaneRes implements PlugIn {

	@Override
	public void run(final String command) {
		try {
			Errand.run(command);
		} catch (final NoClassDefFoundError missing) {
			// Without SciJava not even the class that tells other errors can be used
			IJ.error("InsaneRes", Failure.wrap(Failure.sentence(missing)));
		}
	}
}
