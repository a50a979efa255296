/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs macro texts in tests. */
final class Macros {

	private Macros() {}

	/**
	 * Runs a macro.
	 *
	 * @param text with ' for the quotes of strings
	 * @return what the macro returns, or "[aborted]" and the error that ended it
	 */
	static String run(final String text) {
		final PrintStream err = System.err;
		final ByteArrayOutputStream caught = new ByteArrayOutputStream();
		System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
		try {
			final String answer = IJ.runMacro(text.replace('\'', '"'));
			final String error = caught.toString(StandardCharsets.UTF_8);
			return answer == null || answer.equals("[aborted]") ? "[aborted]" + error : answer;
		} finally {
			System.setErr(err);
		}
	}
}
