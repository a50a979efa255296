/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.nio.file.Path;
import java.util.Set;

/** What others recorded of how a picture was made. */
public final class RecordReading {

	private static final Set<String> KEYS = Set.of("model", "strength", "steps", "guidance",
		"sampler", "schedule", "seed", "noise", "rule", "emphasis", "clipskip", "eta", "size", "prompt",
		"negative", "tile", "overlap", "fusion", "upscaler");
	private static final ImagePlus IMAGE = new ImagePlus("a", new ByteProcessor(16, 12));

	private RecordReading() {}

	public static void translate(final String text) {
		Translation.of(text, IMAGE, action -> KEYS);
	}

	public static void ofFile(final Path file) {
		Recorded.of(IMAGE, file.toString(), action -> KEYS);
	}
}
