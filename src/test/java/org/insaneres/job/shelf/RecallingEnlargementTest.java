/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;

public class RecallingEnlargementTest {

	private int made;

	private final Enlargement network = (picture, width, height, monitor) -> {
		made++;
		return Enlargement.PLAIN.enlarge(picture, width, height, monitor);
	};

	private static RandomAccessibleInterval<FloatType> picture(final float value) {
		final float[] values = new float[3 * 5 * 4];
		for (int i = 0; i < values.length; i++) values[i] = value * i;
		return Pictures.wrap(values, new FinalInterval(5, 4, 3));
	}

	private float[] enlarge(final Enlargement enlargement, final float value, final int width) {
		return Pictures.read(enlargement.enlarge(picture(value), width, 8, Monitor.NONE));
	}

	@Test
	void theSameIsMadeOnceAndSafeFromChanges() {
		final Enlargement recalling = new RecallingEnlargement(network);
		final float[] first = enlarge(recalling, 0.01f, 10);
		final float[] expected = first.clone();
		first[7] = 99;
		final float[] again = enlarge(new RecallingEnlargement(network), 0.01f, 10);
		assertArrayEquals(expected, again);
		again[7] = 98;
		assertArrayEquals(expected, enlarge(recalling, 0.01f, 10));
		assertEquals(1, made);
	}

	@Test
	void anotherPictureSizeOrNetworkIsMadeAnew() {
		final Enlargement recalling = new RecallingEnlargement(network);
		enlarge(recalling, 0.01f, 10);
		assertEquals(3 * 8 * 12, enlarge(recalling, 0.01f, 12).length);
		enlarge(recalling, 0.02f, 12);
		enlarge(new RecallingEnlargement((p, w, h, monitor) -> network.enlarge(p, w, h, monitor)),
			0.02f, 12);
		assertEquals(4, made);
	}
}
