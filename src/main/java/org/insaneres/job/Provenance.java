/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.Map;
import java.util.stream.Collectors;

import org.insaneres.model.ModelInfo;

/**
 * How a result was made, kept in its image properties {@code sd.*}: each setting by its macro key,
 * and the macro line that does it again.
 */
public final class Provenance {

	private Provenance() {}

	/**
	 * @param label of the menu command
	 * @param settings with the seed that was really used
	 */
	public static void mark(final ImagePlus image, final String label, final Record settings,
		final ModelInfo model) {
		final Map<String, Object> values = Records.values(settings);
		values.forEach((key, value) -> image.setProp("sd." + key, String.valueOf(value)));
		image.setProp("sd.model", model.name());
		image.setProp("sd.command", "run(\"" + label + "\", \"" + options(values) + "\");");
	}

	/** Says that an image is not what its command makes, because the user stopped it. */
	public static void markUnfinished(final ImagePlus image) {
		image.setProp("sd.unfinished", "true");
	}

	/** The settings as options of a macro line. */
	static String options(final Map<String, Object> values) {
		return values.entrySet().stream()
			.map(e -> e.getKey() + "=" + bracketed(String.valueOf(e.getValue())))
			.collect(Collectors.joining(" ")).replace("\\", "\\\\").replace("\"", "\\\"");
	}

	private static String bracketed(final String value) {
		return value.isEmpty() || value.chars().allMatch(c -> c > ' ' && c != '[' && c != '\'')
			? value
			: "[" + value + "]";
	}
}
