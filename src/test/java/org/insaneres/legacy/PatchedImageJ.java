/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import net.imagej.patcher.LegacyInjector;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes ImageJ run without a display in tests. It must come before any of its classes is loaded,
 * which discovering a test class may do already.
 */
public class PatchedImageJ implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(final LauncherSession session) {
		LegacyInjector.preinit();
	}
}
