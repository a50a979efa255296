/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.Menus;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.util.Map;

import org.insaneres.job.history.BeforeAfter;

/**
 * The key 0 for before and after, from the first command on. A key in plugins.config would be a
 * part of the label in ImageJ2, and one in the preferences would outlive the plugin.
 */
final class CompareKey {

	private CompareKey() {}

	/** Takes the key unless it has another meaning already. */
	@SuppressWarnings("unchecked")
	static void install() {
		if (!GraphicsEnvironment.isHeadless()) install(Menus.getShortcuts());
	}

	/** @param shortcuts names of commands by key */
	static void install(final Map<Integer, String> shortcuts) {
		shortcuts.putIfAbsent(KeyEvent.VK_0, BeforeAfter.LABEL);
	}
}
