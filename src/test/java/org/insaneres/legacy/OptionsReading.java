/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.util.List;
import java.util.function.Consumer;

import org.insaneres.fuzz.Trial;

/** Macro options read for each action. */
public final class OptionsReading {

	private static final List<List<Key>> ACTIONS = List
		.of("ImageToImage", "Upscale", "Explore", "Options").stream()
		.map(name -> Key.of(Errand.type(name))).toList();

	private OptionsReading() {}

	public static void read(final String text, final Consumer<Trial.Reading> trial) {
		ACTIONS.forEach(keys -> trial.accept(() -> MacroOptions.read(text, keys)));
	}
}
