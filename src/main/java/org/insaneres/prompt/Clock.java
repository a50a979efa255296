/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.function.DoubleUnaryOperator;

/**
 * What a time in a prompt means, as in {@code [cat:dog:0.5]}.
 *
 * @param steps of the run, 1 or more
 * @param fraction from a time written with a dot to a step
 * @param whole from a time written without a dot to a step
 */
public record Clock(int steps, DoubleUnaryOperator fraction, DoubleUnaryOperator whole) {

	/** A1111's meaning: with a dot, a part of the run (1.0 is all of it), otherwise a step. */
	public static Clock of(final int steps) {
		return new Clock(steps, when -> when * steps, when -> when);
	}

	/**
	 * The second pass of A1111's "Hires. fix": 1.0 to 2.0 are parts of it, steps go on counting.
	 *
	 * @param first steps of the first pass
	 * @param steps of the second pass
	 */
	public static Clock secondPass(final int first, final int steps) {
		return new Clock(steps, when -> (when - 1) * steps, when -> when - first);
	}

	/** A1111 before version 1.6: numbers below 1 are a part of the run, others a step. */
	public static Clock old(final int steps) {
		final DoubleUnaryOperator step = when -> when < 1 ? when * steps : when;
		return new Clock(steps, step, step);
	}

	/** The step meant by a number, at most {@link #steps}. */
	int step(final String number) {
		final double when = Double.parseDouble(number);
		return (int) Math.min(steps, (number.contains(".") ? fraction : whole).applyAsDouble(when));
	}
}
