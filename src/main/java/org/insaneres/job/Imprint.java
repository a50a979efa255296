/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;

import net.imglib2.FinalInterval;

import org.insaneres.job.canvas.Plane;
import org.insaneres.job.shelf.Hashes;

/**
 * What tells one picture from another.
 *
 * @param width in pixels
 * @param height in pixels
 * @param sha256 of what is seen, as numbers in full precision, so that it does not depend on how
 * the picture is stored
 */
public record Imprint(int width, int height, String sha256) {

	/** Pixels read at once, a part of the definition. */
	private static final int PORTION = 1 << 18;

	/** Numbers turned into bytes at once. */
	private static final int AT_ONCE = 1 << 13;

	/** Of the plane on display. */
	public static Imprint of(final ImagePlus image) {
		return of(List.of(Plane.of(image, image.getCurrentSlice())));
	}

	/** Of some planes of an image together. */
	public static Imprint of(final List<Plane> planes) {
		final MessageDigest digest = Hashes.digest();
		planes.forEach(plane -> add(plane, digest));
		final ImagePlus image = planes.get(0).image();
		return new Imprint(image.getWidth(), image.getHeight(), Hashes.hex(digest));
	}

	private static void add(final Plane plane, final MessageDigest digest) {
		final long columns = plane.bounds().dimension(0);
		final long height = plane.bounds().dimension(1);
		final long rows = Math.max(1, PORTION / columns);
		for (long y = 0; y < height; y += rows) {
			add(plane.block(FinalInterval.createMinSize(0, y, columns, Math.min(rows, height - y))),
				digest);
		}
	}

	/** Most significant byte first, turned around here, which is faster than a buffer does it. */
	private static void add(final float[] values, final MessageDigest digest) {
		final int[] bits = new int[Math.min(values.length, AT_ONCE)];
		final ByteBuffer bytes = ByteBuffer.allocate(bits.length * Integer.BYTES)
			.order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < values.length; i += AT_ONCE) {
			final int count = Math.min(AT_ONCE, values.length - i);
			for (int k = 0; k < count; k++) {
				bits[k] = Integer.reverseBytes(Float.floatToIntBits(values[i + k]));
			}
			bytes.clear().asIntBuffer().put(bits, 0, count);
			digest.update(bytes.limit(count * Integer.BYTES));
		}
	}
}
