/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Refusal;

/**
 * One thing that was left early: a tile that stays as it was, or a piece whose picture was accepted
 * as it had become.
 *
 * @param picture number among those of the run, from 1
 * @param end whether the picture was accepted
 * @param x left column of the tile or piece in the result
 * @param y its top row
 * @param times predictions of the tile before; or steps of the piece
 */
record Leave(int picture, boolean end, long x, long y, int times) {

	private static final Pattern FORM = Pattern
		.compile("(?:(\\d{1,9})/)?(end:)?(\\d{1,9}),(\\d{1,9})(?:@(\\d{1,9}))?");

	/** @throws Refusal unless it is as {@link #toString} writes it */
	static Leave parse(final String text) {
		final Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			throw new Refusal(
				"early is \"" + text + "\", but must name tiles as 448,0 or 448,0@3 and an" +
					" end as end:0,0@5, with blanks between them.");
		}
		return new Leave(number(form.group(1), 1), form.group(2) != null, number(form.group(3), 0),
			number(form.group(4), 0), number(form.group(5), 0));
	}

	private static int number(final String digits, final int otherwise) {
		return digits == null ? otherwise : Integer.parseInt(digits);
	}

	@Override
	public String toString() {
		return (picture > 1 ? picture + "/" : "") + (end ? "end:" : "") + x + "," + y +
			(times > 0 ? "@" + times : "");
	}
}
