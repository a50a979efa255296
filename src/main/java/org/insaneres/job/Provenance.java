/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelInfo;
import org.insaneres.upscale.SeamScore;

/**
 * How a result was made, kept in its image properties {@code sd.*}: each setting by its macro key,
 * and the macro line that does it again.
 */
public final class Provenance {

	private Provenance() {}

	/**
	 * @param label of the menu command
	 * @param settings with the seed that was really used
	 * @param model the one that was used; it may be closed already
	 */
	static void mark(final ImagePlus image, final String label, final Record settings,
		final DiffusionModel model) {
		mark(image, label, settings, model.info());
		image.setProp("sd.device", model.network().device());
	}

	/** The same for what several runs of a model made. */
	public static void mark(final ImagePlus image, final String label, final Record settings,
		final ModelInfo model) {
		Records.values(settings)
			.forEach((key, value) -> image.setProp("sd." + key, String.valueOf(value)));
		image.setProp("sd.model", model.name());
		image.setProp("sd.command", line(label, settings));
	}

	/** The macro line that does it again. */
	static String line(final String label, final Record settings) {
		return "run(\"" + label + "\", \"" + options(Records.values(settings)) + "\");";
	}

	/** Says that an image is not what its command makes, because the user stopped it. */
	public static void markUnfinished(final ImagePlus image) {
		image.setProp("sd.unfinished", "true");
	}

	/** Keeps the score that shows seams most clearly, if there is any. */
	static void mark(final ImagePlus image, final List<SeamScore> scores) {
		scores.stream().min(Comparator.comparingDouble(SeamScore::p)).ifPresent(score -> {
			image.setProp("sd.seam.excess", String.valueOf(score.excess()));
			image.setProp("sd.seam.ratio", String.valueOf(score.ratio()));
			image.setProp("sd.seam.p", String.valueOf(score.p()));
			image.setProp("sd.seam.lines", String.valueOf(score.lines()));
		});
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
