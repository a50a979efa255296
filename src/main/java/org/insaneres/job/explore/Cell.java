/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.util.Map;

import org.insaneres.job.shelf.Records;

/**
 * One picture of an exploration.
 *
 * @param slice its place in the stack, from 1
 * @param label what is special about it, such as {@code strength=0.2 sampler=Euler a}
 * @param settings all that it is made with
 */
record Cell(int slice, String label, Record settings) {

	/** Steps that everything beside the steps takes, about. */
	private static final double BESIDES = 1;

	/** How long it takes, beside other cells of the same picture. */
	double work() {
		final Map<String, Object> values = Records.values(settings);
		return BESIDES + number(values, "strength") * number(values, "steps") *
			(number(values, "guidance") == 1 ? 1 : 2);
	}

	private static double number(final Map<String, Object> values, final String key) {
		return ((Number) values.get(key)).doubleValue();
	}
}
