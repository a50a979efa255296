/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: lines of a table, with the single measurements they come from. */
final class Figures {

	private final Map<String, double[]> raw = new LinkedHashMap<>();
	private final List<String> lines = new ArrayList<>();

	/** Keeps single measurements. */
	double[] keep(final String name, final double... values) {
		raw.put(name, values.clone());
		return values;
	}

	/** A line of the table. */
	void say(final String what, final String format, final Object... values) {
		lines.add("| " + what + " | " + String.format(Locale.ROOT, format, values) + " |");
	}

	/**
	 * A line with the ratio of two series that took turns: the median of the ratios of neighbours,
	 * with their quartiles.
	 */
	void compare(final String what, final double[] whole, final double[] part) {
		final double[] ratios = new double[whole.length];
		Arrays.setAll(ratios, i -> whole[i] / part[i]);
		say(what, "%.3f s / %.3f s = **%.3f** (quartiles %.3f to %.3f)", quantile(whole, 0.5),
			quantile(part, 0.5), quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75));
	}

	static double quantile(final double[] values, final double share) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[(int) Math.round(share * (sorted.length - 1))];
	}

	/** The single measurements, as comma-separated values. */
	String csv() {
		final StringBuilder csv = new StringBuilder();
		raw.forEach((name, values) -> {
			csv.append(name);
			for (final double value : values) {
				csv.append(String.format(Locale.ROOT, ",%.5g", value));
			}
			csv.append('\n');
		});
		return csv.toString();
	}

	String markdown() {
		return "| what | figure |\n|---|---|\n" + String.join("\n", lines) + "\n";
	}
}
