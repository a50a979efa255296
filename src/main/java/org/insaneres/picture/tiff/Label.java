/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

/**
 * What a TIFF says beside its pixels.
 *
 * @param description a text
 * @param perUnitAcross pixels per unit of length, whatever that is
 * @param perUnitDown the same for columns
 */
public record Label(String description, double perUnitAcross, double perUnitDown) {

	/** What fractions have under the line. */
	private static final long PARTS = 1_000_000;

	/** The text only. */
	public Label(final String description) {
		this(description, 1, 1);
	}

	/** As two numbers of 32 bits in one. */
	long across() {
		return fraction(perUnitAcross);
	}

	/** As two numbers of 32 bits in one. */
	long down() {
		return fraction(perUnitDown);
	}

	private static long fraction(final double value) {
		long parts = PARTS;
		while (parts > 1 && value * parts > 0xffff_ffffL) {
			parts /= 10;
		}
		return parts << 32 | Math.max(1, Math.min(Math.round(value * parts), 0xffff_ffffL));
	}
}
